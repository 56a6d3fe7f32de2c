package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Identity can be changed without MFA
# description: >-
#   With a stolen key an attacker can create new keys, set a password, replace the MFA device or remove the Deny
#   itself, and then has full access.
# custom:
#   id: identity-open-without-mfa
#   severity: error
#   remedy: >-
#     Add a separate Deny for identity actions with BoolIfExists aws:MultiFactorAuthPresent "false"; exempt only what
#     enrollment needs.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
#     - "pathfinding.cloud"
findings contains found if {
	some shortfall in lib.shortfalls([
		["api-key", "identity", "guarded"],
		["session-without-mfa", "identity", "guarded"],
		["forwarded-from-api-key", "identity", "guarded"],
	])
	lead := sprintf("Identity can be changed without MFA from %s", [lib.row_labels[shortfall.row]])
	message := lib.allowed_message(lead, shortfall)
	found := lib.cell_finding("identity-open-without-mfa", shortfall, message)
}
