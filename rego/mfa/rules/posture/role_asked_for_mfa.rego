package mfa.rules.posture

import data.mfa.profiles
import data.mfa.rules.lib

# METADATA
# title: A role's own policy asks for MFA, which its sessions cannot show
# description: >-
#   A role's session says nothing of MFA, or that there was none, also where whoever assumed it used a device. So an
#   Allow that asks for MFA grants a role nothing, and a Deny that asks for it takes everything away.
# custom:
#   id: role-asked-for-mfa
#   severity: error
#   remedy: >-
#     Ask for MFA in the role's trust policy, and take the condition out of the role's own policies.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in profiles.shortfalls
	is_of_a_role(shortfall)
	message := sprintf(
		"%s from a session of the role is denied (%s that the grants would allow): %s",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.witness.reason],
	)
	found := lib.cell_finding("role-asked-for-mfa", shortfall, message)
}
