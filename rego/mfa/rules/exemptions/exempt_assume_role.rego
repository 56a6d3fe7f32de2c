package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts sts:AssumeRole
# description: >-
#   A Deny in a user's policy does not apply in the role: after AssumeRole only the role's policies count. A user who
#   can assume a role without MFA has the rights of the role without MFA, unless its trust policy requires MFA. The
#   exemption is not needed: a call with SerialNumber and TokenCode carries MFA.
# custom:
#   id: exempt-assume-role
#   severity: warning
#   remedy: >-
#     Remove sts:AssumeRole from NotAction, and have callers pass SerialNumber and TokenCode with the call.
#   sources:
#     - "Secure API access with MFA"
findings contains found if {
	some guard in guards.with_exemptions
	guards.on_everything(guard)
	some entry in guard.not_actions
	entry.pattern != "*"
	guards.escapes(entry.pattern, "sts:assumerole")
	message := sprintf(
		"NotAction %s lets users assume roles without MFA, and the Deny does not apply in the role",
		[entry.written],
	)
	found := lib.document_finding("exempt-assume-role", guard.where, entry.path, message, {"action": "sts:AssumeRole"})
}
