package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: GetSessionToken sessions with MFA are blocked
# description: >-
#   An access key with GetSessionToken and an MFA code is how users bring MFA to the command line.
# custom:
#   id: session-with-mfa-blocked
#   severity: error
#   remedy: >-
#     Correct the operator or the value of the condition on aws:MultiFactorAuthPresent.
#   sources:
#     - "Permissions for GetSessionToken"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in lib.shortfalls([
		["session-with-mfa", "services", "open"],
		["session-with-mfa", "identity", "open"],
	])
	message := lib.denied_message("GetSessionToken sessions with MFA are blocked", shortfall)
	found := lib.cell_finding("session-with-mfa-blocked", shortfall, message)
}
