package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/get-mfa-device-not-exempt.md.
examples contains {
	"rule": "get-mfa-device-not-exempt",
	"avoid": [
		{
			"Effect": "Allow",
			"Action": "iam:GetMFADevice",
			"Resource": "arn:aws:iam::*:user/${aws:username}",
		},
		{
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
	],
	"prefer": [
		{
			"Effect": "Allow",
			"Action": "iam:GetMFADevice",
			"Resource": "arn:aws:iam::*:user/${aws:username}",
		},
		{
			"Effect": "Deny",
			"NotAction": [
				"iam:CreateVirtualMFADevice",
				"iam:EnableMFADevice",
				"iam:GetUser",
				"iam:ListMFADevices",
				"iam:ListVirtualMFADevices",
				"iam:ResyncMFADevice",
				"sts:GetSessionToken",
				"iam:GetMFADevice",
			],
			"Resource": "*",
			"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
		},
	],
}

test_get_mfa_device_not_exempt_finds_grant if {
	grant := {
		"Effect": "Allow",
		"Action": ["iam:EnableMFADevice", "iam:GetMFADevice"],
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	}
	testing.reports("get-mfa-device-not-exempt", testing.identity([grant, testing.guard(testing.enrolment)]), {{
		"rule": "get-mfa-device-not-exempt",
		"message": "iam:GetMFADevice is granted here, but the guard denies it to users who enroll a device",
		"at": testing.at(0, ["Action", 1]),
		"evidence": {"guard": {"policy": "identity[0]", "statement": 1, "sid": null, "effect": "Deny"}},
	}})
}

test_get_mfa_device_not_exempt_ignores_exempt_read if {
	grant := {"Effect": "Allow", "Action": "iam:GetMFADevice", "Resource": "*"}
	testing.ignores(
		"get-mfa-device-not-exempt",
		testing.identity([grant, testing.guard(testing.enrolment_and(["iam:GetMFADevice"]))]),
	)
}
