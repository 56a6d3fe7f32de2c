package mfa.rules.resources

import data.mfa.rules.lib

# METADATA
# title: A Deny of everything covers only the caller's own user
# description: >-
#   The Deny lists (almost) all actions, or its Sid says so, but its Resource is the user's own ARN. It does not deny
#   actions on any other resource, so every other service stays open, and it has no effect on roles.
# custom:
#   id: deny-all-on-own-user
#   severity: warning
#   remedy: >-
#     Replace Resource with "*" in the Deny.
#   sources:
#     - "IAM JSON policy elements: Resource"
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	message := "this Deny looks as if it denied everything, but covers only actions on the caller's own user"
	some statement in lib.own_statements
	denies_all_on_own_user(statement)
	found := lib.document_finding(
		"deny-all-on-own-user", statement.where, ["Resource"], message,
		{"resource": statement.value.Resource},
	)
}
