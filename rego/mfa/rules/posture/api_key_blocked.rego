package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Access keys are blocked, and the profile wants them to work
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys, so an Allow that asks for true and a Deny
#   with BoolIfExists false both stop them.
# custom:
#   id: api-key-blocked
#   severity: error
#   remedy: >-
#     Ask for MFA by a Deny with Bool (not BoolIfExists) on aws:MultiFactorAuthPresent "false" beside a plain
#     Allow, and guard identity actions apart, as `mfagate recommend` prints it; or choose the profile strict.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in lib.shortfalls([
		["api-key", "services", "open"],
	])
	message := sprintf(
		"%s with an access key is denied (%s that the grants would allow): %s",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.witness.reason],
	)
	found := lib.cell_finding("api-key-blocked", shortfall, message)
}
