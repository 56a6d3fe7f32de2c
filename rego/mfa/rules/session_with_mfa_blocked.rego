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
findings contains cell_finding("session-with-mfa-blocked", found, message_session_with_mfa_blocked(found)) if {
	some found in shortfalls([
		["session-with-mfa", "services", "open"],
		["session-with-mfa", "identity", "open"],
	])
}

message_session_with_mfa_blocked(found) := sprintf("%s %s is denied (%s that the grants would allow): %s", [asks(found.witness), "from a GetSessionToken session with MFA", count_of(found.count), found.witness.reason])
