package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Access keys work without MFA, and the profile forbids it
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys, so a Deny with Bool false does not stop them.
# custom:
#   id: api-key-allowed
#   severity: error
#   remedy: >-
#     Deny with BoolIfExists (not Bool) on aws:MultiFactorAuthPresent "false"; `mfagate recommend --profile
#     strict` prints a guard. In a trust policy: Allow with Bool "true".
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in lib.shortfalls([
		["api-key", "services", "blocked"],
		["api-key", "identity", "blocked"],
	])
	message := sprintf(
		"%s with an access key and no MFA is allowed (%s that the profile wants %s)",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.required],
	)
	found := lib.cell_finding("api-key-allowed", shortfall, message)
}
