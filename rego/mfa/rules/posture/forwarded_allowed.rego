package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Calls of AWS services on a key's behalf work without MFA
# description: >-
#   A service that reuses the credentials of an access key acts with the permissions of the key.
# custom:
#   id: forwarded-allowed
#   severity: error
#   remedy: >-
#     Add a Deny with BoolIfExists aws:MultiFactorAuthPresent "false", without a condition on aws:ViaAWSService.
#   sources:
#     - "AWS global condition context keys"
#     - "Forward access sessions"
findings contains found if {
	some shortfall in lib.shortfalls([
		["forwarded-from-api-key", "services", "blocked"],
		["forwarded-from-api-key", "identity", "blocked"],
	])
	message := lib.allowed_message("Calls of AWS services on a key's behalf work without MFA", shortfall)
	found := lib.cell_finding("forwarded-allowed", shortfall, message)
}
