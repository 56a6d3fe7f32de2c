package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A service control policy on MFA stops every role
# description: >-
#   An SCP binds every principal of its accounts. Roles of services, instances and pipelines, and federated users,
#   never use MFA: for them the key is absent or "false", so the Deny stops their calls too.
# custom:
#   id: scp-blocks-roles
#   severity: warning
#   remedy: >-
#     Add ArnLike aws:PrincipalArn arn:aws:iam::*:user/* to the condition of the Deny, or exempt the roles that need
#     access.
#   sources:
#     - "Example SCPs: Require MFA"
#     - "AWS global condition context keys"
findings contains found if {
	message := "this Deny also stops roles, service roles and federated users, which never carry MFA"
	some statement in guards.denies
	statement.type == "scp"
	count({"absent", "false"} & statement.holds) > 0
	not looks_at_principal(statement)
	found := lib.document_finding("scp-blocks-roles", statement.where, statement.path, message, guards.evidence(statement))
}

looks_at_principal(statement) if {
	some keys in statement.value.Condition
	some key, _ in keys
	regex.match(`^aws:(principal.*|username|userid|viaawsservice)`, lower(key))
}
