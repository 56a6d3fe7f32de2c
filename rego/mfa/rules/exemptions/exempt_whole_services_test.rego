package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/exempt-whole-services.md.
examples contains {
	"rule": "exempt-whole-services",
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
			"s3:*",
			"ec2:*",
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
			"s3:ListAllMyBuckets",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_exempt_whole_services_finds_services if {
	testing.reports(
		"exempt-whole-services",
		testing.exempting(["iam:GetUser", "s3:*", "ec2:*", "sqs:*", "sns:*", "sts:*"]),
		{{
			"rule": "exempt-whole-services",
			"message": "NotAction exempts all of s3, ec2, sqs (and 1 more) from MFA",
			"at": testing.at(0, ["NotAction", 1]),
			"evidence": {"services": ["s3", "ec2", "sqs", "sns"]},
		}},
	)
}

test_exempt_whole_services_ignores_actions if {
	testing.ignores("exempt-whole-services", testing.exempting(testing.enrolment_and(["s3:Get*"])))
}

test_exempt_whole_services_ignores_iam_which_has_a_rule if {
	testing.ignores("exempt-whole-services", testing.exempting("iam:*"))
}
