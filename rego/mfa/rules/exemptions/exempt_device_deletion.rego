package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts the deletion of MFA devices
# description: >-
#   AWS exempted iam:DeleteVirtualMFADevice until 2022, so that users could restart an unfinished enrollment. A device
#   in use cannot be deleted before it is deactivated, so the gap is small while iam:DeactivateMFADevice stays
#   guarded. But any unused device of the account can be deleted, and nobody needs that since users choose device
#   names.
# custom:
#   id: exempt-device-deletion
#   severity: warning
#   remedy: >-
#     Remove iam:DeleteVirtualMFADevice from NotAction, and allow iam:CreateVirtualMFADevice on mfa/*.
#   sources:
#     - "DeleteVirtualMFADevice (IAM API Reference)"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	some guard in guards.with_exemptions
	some entry in guard.not_actions
	not guards.means_all_of_iam(entry.pattern)
	guards.escapes(entry.pattern, "iam:deletevirtualmfadevice")
	message := sprintf("NotAction %s lets unused MFA devices be deleted without MFA", [entry.written])
	found := lib.document_finding(
		"exempt-device-deletion", guard.where, entry.path, message,
		{"action": "iam:DeleteVirtualMFADevice"},
	)
}
