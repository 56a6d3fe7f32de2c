package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Console sessions work without MFA
# description: >-
#   A password alone signs in to the console, so an attacker with a phished password can do whatever such a session
#   can do.
# custom:
#   id: console-without-mfa-allowed
#   severity: error
#   remedy: >-
#     Add a Deny for everything except enrollment with BoolIfExists aws:MultiFactorAuthPresent "false", or with Bool
#     if access keys need no MFA; `mfagate recommend` prints such a Deny. In a trust policy, add Bool "true" to the
#     Allow.
#   sources:
#     - "AWS global condition context keys"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	some shortfall in lib.shortfalls([
		["console-without-mfa", "services", "blocked"],
		["console-without-mfa", "identity", "blocked"],
	])
	message := lib.allowed_message("Console sessions work without MFA", shortfall)
	found := lib.cell_finding("console-without-mfa-allowed", shortfall, message)
}
