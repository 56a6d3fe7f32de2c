package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.subject

# METADATA
# title: iam:GetMFADevice is granted, but denied until MFA is used
# description: >-
#   The policies grant iam:GetMFADevice so that the console can show a device. The guard does not exempt it, so users
#   who enroll see an error. It is a harmless read, and AWS's newer policy exempts it.
# custom:
#   id: get-mfa-device-not-exempt
#   severity: note
#   remedy: >-
#     Add iam:GetMFADevice to NotAction of the Deny.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	subject.principal == "user"
	message := "iam:GetMFADevice is granted here, but the guard denies it to users who enroll a device"
	some entry in actions.entries
	entry.effect == "Allow"
	entry.element == "Action"
	entry.pattern == "iam:getmfadevice"
	some guard in guards.with_exemptions
	guards.on_everything(guard)
	"false" in guard.holds
	not actions.is_meant(guard.excepting, "iam:getmfadevice")
	found := lib.document_finding(
		"get-mfa-device-not-exempt", entry.where, entry.path, message,
		{"guard": guard.where},
	)
}
