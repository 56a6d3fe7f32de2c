package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: GetSessionToken sessions work without MFA
# description: >-
#   GetSessionToken without an MFA code returns a session in which aws:MultiFactorAuthPresent is "false".
# custom:
#   id: session-without-mfa-allowed
#   severity: error
#   remedy: >-
#     Add a Deny with BoolIfExists aws:MultiFactorAuthPresent "false".
#   sources:
#     - "AWS global condition context keys"
#     - "Permissions for GetSessionToken"
findings contains found if {
	some shortfall in lib.shortfalls([
		["session-without-mfa", "services", "blocked"],
		["session-without-mfa", "identity", "blocked"],
	])
	message := lib.allowed_message("GetSessionToken sessions work without MFA", shortfall)
	found := lib.cell_finding("session-without-mfa-allowed", shortfall, message)
}
