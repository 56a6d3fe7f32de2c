package mfa.rules

# METADATA
# title: Identity can be changed without MFA
# description: >-
#   Who holds a stolen key can make new keys, set a password, swap the MFA device or remove the Deny itself, and
#   then has everything.
# custom:
#   id: identity-open-without-mfa
#   severity: error
#   remedy: >-
#     Deny the identity actions apart, with BoolIfExists, whatever the guard for services says; exempt only
#     what enrolment needs.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
#     - "pathfinding.cloud"
findings contains found if {
	some shortfall in shortfalls([
		["api-key", "identity", "guarded"],
		["session-without-mfa", "identity", "guarded"],
		["forwarded-from-api-key", "identity", "guarded"],
	])
	message := sprintf(
		"%s from %s is allowed without MFA (%s that change identity)",
		[asks(shortfall.witness), in_words[shortfall.row], count_of(shortfall.count)],
	)
	found := cell_finding("identity-open-without-mfa", shortfall, message)
}
