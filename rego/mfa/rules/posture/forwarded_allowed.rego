package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Calls that services make for an access key need no MFA
# description: >-
#   A service that re-uses the credentials of a key acts with what the key may do.
# custom:
#   id: forwarded-allowed
#   severity: error
#   remedy: >-
#     Deny with BoolIfExists on aws:MultiFactorAuthPresent "false", and do not spare aws:ViaAWSService.
#   sources:
#     - "AWS global condition context keys"
#     - "Forward access sessions"
findings contains found if {
	some shortfall in lib.shortfalls([
		["forwarded-from-api-key", "services", "blocked"],
		["forwarded-from-api-key", "identity", "blocked"],
	])
	message := sprintf(
		"%s forwarded by a service that an access key called is allowed (%s that the profile wants %s)",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.required],
	)
	found := lib.cell_finding("forwarded-allowed", shortfall, message)
}
