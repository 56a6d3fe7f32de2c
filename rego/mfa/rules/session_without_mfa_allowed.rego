package mfa.rules

# METADATA
# title: A session without MFA is let through
# description: >-
#   GetSessionToken without a code gives a session in which aws:MultiFactorAuthPresent is false.
# custom:
#   id: session-without-mfa-allowed
#   severity: error
#   remedy: >-
#     Deny where aws:MultiFactorAuthPresent is false, with BoolIfExists.
#   sources:
#     - "AWS global condition context keys"
#     - "Permissions for GetSessionToken"
findings contains cell_finding("session-without-mfa-allowed", found, message_session_without_mfa_allowed(found)) if {
	some found in shortfalls([
		["session-without-mfa", "services", "blocked"],
		["session-without-mfa", "identity", "blocked"],
	])
}

message_session_without_mfa_allowed(found) := sprintf("%s %s is allowed (%s that the profile wants %s)", [asks(found.witness), "from a GetSessionToken session without MFA", count_of(found.count), found.required])
