package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: A console session without MFA is let through
# description: >-
#   A password alone signs in to the console; what such a session can do, a phished password can do.
# custom:
#   id: console-without-mfa-allowed
#   severity: error
#   remedy: >-
#     Deny everything but enrolment where aws:MultiFactorAuthPresent is false, with BoolIfExists, or with Bool if
#     access keys are to stay free; `mfagate recommend` prints such a guard. In a trust policy: Allow with the
#     flag "true".
#   sources:
#     - "AWS global condition context keys"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	some shortfall in lib.shortfalls([
		["console-without-mfa", "services", "blocked"],
		["console-without-mfa", "identity", "blocked"],
	])
	message := sprintf(
		"%s from a console session without MFA is allowed (%s that the profile wants %s)",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.required],
	)
	found := lib.cell_finding("console-without-mfa-allowed", shortfall, message)
}
