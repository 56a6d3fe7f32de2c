package mfa.rules

# METADATA
# title: A Deny has no Sid
# description: >-
#   CloudTrail and our alerts name the statement that refused a call by its Sid. A Deny without
#   one cannot be found again.
# custom:
#   id: acme-deny-has-sid
#   severity: warning
#   severities: {strict: error}
#   remedy: >-
#     Give the statement a Sid that says what it denies.
#   sources:
#     - "Acme handbook, chapter 4"
findings contains found if {
	some statement in own_statements
	statement.effect == "Deny"
	object.get(statement.value, "Sid", "") == ""
	found := document_finding(
		"acme-deny-has-sid", statement.where, [],
		"this Deny has no Sid", {},
	)
}
