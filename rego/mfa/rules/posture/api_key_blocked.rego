package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Access keys are blocked, although the profile expects them to work
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys, so an Allow that requires "true" and a Deny with
#   BoolIfExists "false" both stop them.
# custom:
#   id: api-key-blocked
#   severity: error
#   remedy: >-
#     Replace the condition with a Deny with Bool (not BoolIfExists) on aws:MultiFactorAuthPresent "false" next to a
#     plain Allow, and add a separate Deny for identity actions, as `mfagate recommend` prints it; or choose the
#     profile strict.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in lib.shortfalls([
		["api-key", "services", "open"],
	])
	message := lib.denied_message("Access keys are blocked", shortfall)
	found := lib.cell_finding("api-key-blocked", shortfall, message)
}
