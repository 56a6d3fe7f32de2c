package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Console sessions with MFA are blocked
# description: >-
#   A session with MFA must meet the condition; otherwise nobody can work.
# custom:
#   id: console-with-mfa-blocked
#   severity: error
#   remedy: >-
#     Correct the operator or the value of the condition on aws:MultiFactorAuthPresent; a Deny must match "false".
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some shortfall in lib.shortfalls([
		["console-with-mfa", "services", "open"],
		["console-with-mfa", "identity", "open"],
	])
	message := lib.denied_message("Console sessions with MFA are blocked", shortfall)
	found := lib.cell_finding("console-with-mfa-blocked", shortfall, message)
}
