package mfa.rules

# METADATA
# title: A console session with MFA is locked out
# description: >-
#   The condition must be met by a session that used MFA; otherwise nobody can work.
# custom:
#   id: console-with-mfa-blocked
#   severity: error
#   remedy: >-
#     Check the operator and the value of the condition on aws:MultiFactorAuthPresent; a Deny must ask for "false".
#   sources:
#     - "AWS global condition context keys"
findings contains cell_finding("console-with-mfa-blocked", found, message_console_with_mfa_blocked(found)) if {
	some found in shortfalls([
		["console-with-mfa", "services", "open"],
		["console-with-mfa", "identity", "open"],
	])
}

message_console_with_mfa_blocked(found) := sprintf("%s %s is denied (%s that the grants would allow): %s", [asks(found.witness), "from a console session with MFA", count_of(found.count), found.witness.reason])
