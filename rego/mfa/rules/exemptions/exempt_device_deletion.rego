package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts the deletion of MFA devices
# description: >-
#   AWS exempted iam:DeleteVirtualMFADevice until 2022, so that a half-finished enrolment could be started anew.
#   A device that is in use cannot be deleted before it is deactivated, so the hole is small as long as
#   DeactivateMFADevice stays guarded; but any device of the account that is not in use can go, and nobody needs
#   it since devices carry free names.
# custom:
#   id: exempt-device-deletion
#   severity: warning
#   remedy: >-
#     Take iam:DeleteVirtualMFADevice out of NotAction, and allow iam:CreateVirtualMFADevice on mfa/*.
#   sources:
#     - "DeleteVirtualMFADevice (IAM API Reference)"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	some guard in guards.with_exemptions
	some entry in guard.not_actions
	not guards.means_all_of_iam(entry.pattern)
	guards.escapes(entry.pattern, "iam:deletevirtualmfadevice")
	message := sprintf("NotAction %s lets devices that are not in use be deleted without MFA", [entry.written])
	found := lib.document_finding(
		"exempt-device-deletion", guard.where, entry.path, message,
		{"action": "iam:DeleteVirtualMFADevice"},
	)
}
