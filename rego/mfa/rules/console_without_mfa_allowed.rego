package mfa.rules

# METADATA
# title: A console session without MFA is let through
# description: >-
#   A password alone signs in to the console; what such a session can do, a phished password can do.
# custom:
#   id: console-without-mfa-allowed
#   severity: error
#   remedy: >-
#     Deny everything but enrolment where aws:MultiFactorAuthPresent is false, with BoolIfExists, or with Bool if access keys are to stay free.
#   sources:
#     - "AWS global condition context keys"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains cell_finding("console-without-mfa-allowed", found, message_console_without_mfa_allowed(found)) if {
	some found in shortfalls([
		["console-without-mfa", "services", "blocked"],
		["console-without-mfa", "identity", "blocked"],
	])
}

message_console_without_mfa_allowed(found) := sprintf("%s %s is allowed (%s that the profile wants %s)", [asks(found.witness), "from a console session without MFA", count_of(found.count), found.required])
