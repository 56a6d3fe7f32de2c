package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: A session with MFA is locked out
# description: >-
#   A key together with GetSessionToken and a code is how MFA reaches the command line.
# custom:
#   id: session-with-mfa-blocked
#   severity: error
#   remedy: >-
#     Check the operator and the value of the condition on aws:MultiFactorAuthPresent.
#   sources:
#     - "Permissions for GetSessionToken"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in lib.shortfalls([
		["session-with-mfa", "services", "open"],
		["session-with-mfa", "identity", "open"],
	])
	message := sprintf(
		"%s from a GetSessionToken session with MFA is denied (%s that the grants would allow): %s",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.witness.reason],
	)
	found := lib.cell_finding("session-with-mfa-blocked", shortfall, message)
}
