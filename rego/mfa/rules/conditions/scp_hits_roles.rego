package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A service control policy on MFA stops every role
# description: >-
#   An SCP binds every principal of its accounts. Roles of services, instances and pipelines, and federated
#   users, never used MFA: the flag is absent or false for them, so the Deny stops them too, and what they do
#   with it.
# custom:
#   id: scp-hits-roles
#   severity: warning
#   remedy: >-
#     Limit the Deny to users with ArnLike aws:PrincipalArn arn:aws:iam::*:user/*, or exempt the roles that
#     need it.
#   sources:
#     - "Example SCPs: Require MFA"
#     - "AWS global condition context keys"
findings contains found if {
	message := "this Deny also stops roles, services' roles and federated users, which have no MFA to show"
	some statement in guards.denies
	statement.type == "scp"
	count({"absent", "false"} & statement.holds) > 0
	not looks_at_principal(statement)
	found := lib.document_finding("scp-hits-roles", statement.where, statement.path, message, guards.evidence(statement))
}

looks_at_principal(statement) if {
	some keys in statement.value.Condition
	some key, _ in keys
	regex.match(`^aws:(principal.*|username|userid|viaawsservice)`, lower(key))
}
