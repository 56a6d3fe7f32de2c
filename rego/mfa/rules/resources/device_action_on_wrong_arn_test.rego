package mfa.rules.resources_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/device-action-on-wrong-arn.md.
examples contains {
	"rule": "device-action-on-wrong-arn",
	"avoid": {
		"Effect": "Allow",
		"Action": "iam:EnableMFADevice",
		"Resource": "arn:aws:iam::*:mfa/*",
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "iam:EnableMFADevice",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
}

device_grant(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

own_user_arn := "arn:aws:iam::*:user/${aws:username}"

test_device_action_on_wrong_arn_finds_creation_on_user if {
	testing.reports(
		"device-action-on-wrong-arn",
		testing.identity([device_grant(["iam:CreateVirtualMFADevice"], own_user_arn)]),
		{{
			"rule": "device-action-on-wrong-arn",
			"message": concat("", [
				"iam:CreateVirtualMFADevice takes mfa/…, ",
				"so a statement limited to arn:aws:iam::*:user/${aws:username} never grants it",
			]),
			"at": testing.at(0, ["Action", 0]),
			"evidence": {"action": "iam:CreateVirtualMFADevice", "resources": [own_user_arn]},
		}},
	)
}

test_device_action_on_wrong_arn_finds_enabling_on_device if {
	testing.reports(
		"device-action-on-wrong-arn", testing.identity([device_grant(
			["iam:EnableMFADevice", "iam:CreateVirtualMFADevice", "iam:ListMFADevices"],
			"arn:aws:iam::*:mfa/*",
		)]),
		{
			{
				"rule": "device-action-on-wrong-arn",
				"message": concat("", [
					"iam:EnableMFADevice takes user/…, so a statement limited to arn:aws:iam::*:mfa/* never ",
					"grants it",
				]),
				"at": testing.at(0, ["Action", 0]),
				"evidence": {"action": "iam:EnableMFADevice", "resources": ["arn:aws:iam::*:mfa/*"]},
			},
			{
				"rule": "device-action-on-wrong-arn",
				"message": concat("", [
					"iam:ListMFADevices takes user/…, so a statement limited to arn:aws:iam::*:mfa/* never ",
					"grants it",
				]),
				"at": testing.at(0, ["Action", 2]),
				"evidence": {"action": "iam:ListMFADevices", "resources": ["arn:aws:iam::*:mfa/*"]},
			},
		},
	)
}

test_device_action_on_wrong_arn_ignores_both_kinds if {
	testing.ignores("device-action-on-wrong-arn", testing.identity([
		device_grant(["iam:EnableMFADevice", "iam:CreateVirtualMFADevice"], [own_user_arn, "arn:aws:iam::*:mfa/*"]),
		device_grant(["iam:ResyncMFADevice"], "*"),
		device_grant(["iam:ListMFADevices"], "arn:aws:iam::111122223333:*"),
	]))
}

test_device_action_on_wrong_arn_ignores_what_another_statement_grants if {
	testing.ignores("device-action-on-wrong-arn", testing.identity([
		device_grant("iam:ListMFADevices", "arn:aws:iam::*:mfa/*"),
		device_grant("iam:ListMFADevices", own_user_arn),
	]))
}
