package mfa.rules

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
	some shortfall in shortfalls([
		["session-with-mfa", "services", "open"],
		["session-with-mfa", "identity", "open"],
	])
	message := sprintf(
		"%s from a GetSessionToken session with MFA is denied (%s that the grants would allow): %s",
		[asks(shortfall.witness), count_of(shortfall.count), shortfall.witness.reason],
	)
	found := cell_finding("session-with-mfa-blocked", shortfall, message)
}
