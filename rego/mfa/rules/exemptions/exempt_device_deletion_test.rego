package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/exempt-device-deletion.md.
examples contains {
	"rule": "exempt-device-deletion",
	"avoid": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
			"iam:DeleteVirtualMFADevice",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_exempt_device_deletion_finds_entry if {
	testing.reports("exempt-device-deletion", testing.exempting(testing.enrolment_and(["iam:DeleteVirtualMFADevice"])), {{
		"rule": "exempt-device-deletion",
		"message": concat("", [
			"NotAction iam:DeleteVirtualMFADevice lets unused MFA devices ",
			"be deleted without MFA",
		]),
		"at": testing.at(0, ["NotAction", 7]),
		"evidence": {"action": "iam:DeleteVirtualMFADevice"},
	}})
}

test_exempt_device_deletion_ignores_enrolment if {
	testing.ignores("exempt-device-deletion", testing.exempting(testing.enrolment))
}

test_exempt_device_deletion_finds_what_second_guard_leaves_on_own_device if {
	testing.paths("exempt-device-deletion", beside_deny_except("arn:aws:iam::*:mfa/${aws:username}")) == {[
		0,
		["NotAction", 8],
	]}
}

test_exempt_device_deletion_ignores_what_second_guard_stops_on_all_devices if {
	testing.ignores("exempt-device-deletion", beside_deny_except(own_user))
}
