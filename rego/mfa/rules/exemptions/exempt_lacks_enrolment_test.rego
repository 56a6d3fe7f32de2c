package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/exempt-lacks-enrolment.md.
examples contains {
	"rule": "exempt-lacks-enrolment",
	"avoid": {
		"Effect": "Deny",
		"NotAction": ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"],
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

test_exempt_lacks_enrolment_finds_missing_helpers if {
	exempt := ["iam:*VirtualMFADevice*", "iam:EnableMFADevice", "iam:ListMFA*"]
	testing.reports("exempt-lacks-enrolment", testing.exempting(exempt), {{
		"rule": "exempt-lacks-enrolment",
		"message": concat("", [
			"NotAction lacks iam:GetUser, iam:ResyncMFADevice, sts:GetSessionToken: ",
			"the security credentials page shows an error; a device that drifted cannot be resynchronized; ",
			"an access key cannot be turned into a session with MFA",
		]),
		"at": testing.at(0, ["NotAction"]),
		"evidence": {"missing": ["iam:GetUser", "iam:ResyncMFADevice", "sts:GetSessionToken"]},
	}})
}

test_exempt_lacks_enrolment_ignores_whole_list if {
	testing.ignores("exempt-lacks-enrolment", testing.exempting(testing.enrolment))
}

# A Deny with Bool does not match the access key that requests a session.
test_exempt_lacks_enrolment_ignores_session_token_where_keys_are_free if {
	testing.ignores("exempt-lacks-enrolment", testing.identity([testing.bool_guard("iam:*")]))
}

test_exempt_lacks_enrolment_ignores_guard_of_one_bucket if {
	testing.ignores("exempt-lacks-enrolment", testing.identity([object.union(
		testing.guard("s3:List*"),
		{"Resource": "arn:aws:s3:::reports/*"},
	)]))
}
