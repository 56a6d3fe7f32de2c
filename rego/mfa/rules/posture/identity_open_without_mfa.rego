package mfa.rules.posture

import data.mfa.rules.lib

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
	some shortfall in lib.shortfalls([
		["api-key", "identity", "guarded"],
		["session-without-mfa", "identity", "guarded"],
		["forwarded-from-api-key", "identity", "guarded"],
	])
	message := sprintf(
		"%s from %s is allowed without MFA (%s that change identity)",
		[lib.asks(shortfall.witness), lib.in_words[shortfall.row], lib.count_of(shortfall.count)],
	)
	found := lib.cell_finding("identity-open-without-mfa", shortfall, message)
}
