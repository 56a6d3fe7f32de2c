package mfa.rules.resources

import data.mfa.rules.lib

# METADATA
# title: A Deny of everything covers the caller's own user only
# description: >-
#   The Deny lists (almost) all actions, or its Sid says so, but its Resource is the user's own ARN. What is done
#   to any other resource, every service among it, is not denied; and for roles the Deny does nothing at all.
# custom:
#   id: deny-all-on-own-user
#   severity: warning
#   remedy: >-
#     Write Resource "*" in the Deny.
#   sources:
#     - "IAM JSON policy elements: Resource"
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	message := "this Deny reads as if it denied everything, and covers what is done to the own user only"
	some statement in lib.own_statements
	denies_all_on_own_user(statement)
	found := lib.document_finding(
		"deny-all-on-own-user", statement.where, ["Resource"], message,
		{"resource": statement.value.Resource},
	)
}
