package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Access keys work without MFA, although the profile blocks them
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys, so a Deny with Bool "false" does not stop them.
# custom:
#   id: api-key-allowed
#   severity: error
#   remedy: >-
#     Add a Deny with BoolIfExists (not Bool) on aws:MultiFactorAuthPresent "false"; `mfagate recommend --profile
#     strict` prints one. In a trust policy, add Bool "true" to the Allow.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in lib.shortfalls([
		["api-key", "services", "blocked"],
		["api-key", "identity", "blocked"],
	])
	message := lib.allowed_message("Access keys work without MFA", shortfall)
	found := lib.cell_finding("api-key-allowed", shortfall, message)
}
