package mfa.rules

# METADATA
# title: A policy lets somebody make users
# description: >-
#   People get into Acme's accounts through the directory. A user that is made by hand is in no directory and
#   leaves with nobody.
# custom:
#   id: acme-no-new-users
#   severity: error
#   remedy: >-
#     Leave iam:CreateUser to the platform team's role.
#   sources:
#     - "Acme security handbook, chapter 7"
findings contains found if {
	some statement in own_statements
	statement.effect == "Allow"
	some entry in statement.actions
	entry.pattern in {"iam:createuser", "iam:create*", "iam:*", "*"}
	found := document_finding(
		"acme-no-new-users", statement.where, entry.path,
		sprintf("%s lets somebody make users", [entry.written]),
		{"action": entry.written},
	)
}
