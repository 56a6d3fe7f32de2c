package mfa.rules.posture

import data.mfa.rules.lib

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
findings contains found if {
	some shortfall in lib.shortfalls([
		["session-without-mfa", "services", "blocked"],
		["session-without-mfa", "identity", "blocked"],
	])
	message := sprintf(
		"%s from a GetSessionToken session without MFA is allowed (%s that the profile wants %s)",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.required],
	)
	found := lib.cell_finding("session-without-mfa-allowed", shortfall, message)
}
