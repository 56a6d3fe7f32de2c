package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts sts:AssumeRole
# description: >-
#   A Deny in a user's policy does not follow into the role: after AssumeRole only the role's policies count. So
#   whoever may assume a role without MFA has its rights without MFA, unless its trust policy asks for MFA
#   itself. The exemption is not needed for that: a call with SerialNumber and TokenCode carries the flag.
# custom:
#   id: exempt-assume-role
#   severity: warning
#   remedy: >-
#     Take sts:AssumeRole out of NotAction; let callers pass the code of their device with the call.
#   sources:
#     - "Secure API access with MFA"
findings contains found if {
	some guard in guards.with_exemptions
	guards.on_everything(guard)
	some entry in guard.not_actions
	entry.pattern != "*"
	guards.escapes(entry.pattern, "sts:assumerole")
	message := sprintf(
		"NotAction %s lets a role be assumed without MFA, and no Deny follows into the role",
		[entry.written],
	)
	found := lib.document_finding("exempt-assume-role", guard.where, entry.path, message, {"action": "sts:AssumeRole"})
}
