package mfa.rules.posture

import data.mfa.profiles
import data.mfa.rules.lib

# METADATA
# title: A role's own policy requires MFA, which its sessions never carry
# description: >-
#   The session of a role never carries MFA, even if the caller used a device to assume the role. An Allow that
#   requires MFA therefore grants the role nothing, and a Deny that requires it denies everything.
# custom:
#   id: role-asked-for-mfa
#   severity: error
#   remedy: >-
#     Move the condition on MFA from the role's own policies to its trust policy.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some shortfall in profiles.shortfalls
	is_of_a_role(shortfall)
	message := lib.denied_message("Sessions of the role are blocked", shortfall)
	found := lib.cell_finding("role-asked-for-mfa", shortfall, message)
}
