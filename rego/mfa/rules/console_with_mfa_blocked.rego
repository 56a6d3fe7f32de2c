package mfa.rules

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
	some shortfall in shortfalls([
		["console-with-mfa", "services", "open"],
		["console-with-mfa", "identity", "open"],
	])
	message := sprintf(
		"%s from a console session with MFA is denied (%s that the grants would allow): %s",
		[asks(shortfall.witness), count_of(shortfall.count), shortfall.witness.reason],
	)
	found := cell_finding("console-with-mfa-blocked", shortfall, message)
}
