package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: A console session with MFA is locked out
# description: >-
#   The condition must be met by a session that used MFA; otherwise nobody can work.
# custom:
#   id: console-with-mfa-blocked
#   severity: error
#   remedy: >-
#     Check the operator and the value of the condition on aws:MultiFactorAuthPresent; a Deny must ask for
#     "false".
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some shortfall in lib.shortfalls([
		["console-with-mfa", "services", "open"],
		["console-with-mfa", "identity", "open"],
	])
	message := sprintf(
		"%s from a console session with MFA is denied (%s that the grants would allow): %s",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.witness.reason],
	)
	found := lib.cell_finding("console-with-mfa-blocked", shortfall, message)
}
