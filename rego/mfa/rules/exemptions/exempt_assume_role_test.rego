package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/exempt-assume-role.md.
examples contains {
	"rule": "exempt-assume-role",
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
			"sts:AssumeRole",
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

test_exempt_assume_role_finds_entry if {
	testing.reports("exempt-assume-role", testing.exempting(testing.enrolment_and(["sts:AssumeRole"])), {{
		"rule": "exempt-assume-role",
		"message": concat("", [
			"NotAction sts:AssumeRole lets users assume roles without MFA, ",
			"and the Deny does not apply in the role",
		]),
		"at": testing.at(0, ["NotAction", 7]),
		"evidence": {"action": "sts:AssumeRole"},
	}})
}

test_exempt_assume_role_finds_service if {
	testing.reports("exempt-assume-role", testing.exempting("sts:*"), {{
		"rule": "exempt-assume-role",
		"message": "NotAction sts:* lets users assume roles without MFA, and the Deny does not apply in the role",
		"at": testing.at(0, ["NotAction"]),
		"evidence": {"action": "sts:AssumeRole"},
	}})
}

test_exempt_assume_role_ignores_session_token if {
	testing.ignores("exempt-assume-role", testing.exempting(testing.enrolment))
}
