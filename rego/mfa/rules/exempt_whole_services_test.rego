package mfa.rules_test

test_exempt_whole_services_finds_services if {
	found("exempt-whole-services", identity([guard(["iam:GetUser", "s3:*", "ec2:*", "sqs:*", "sns:*", "sts:*"])])) == {{
		"rule": "exempt-whole-services",
		"message": "NotAction exempts all of s3, ec2, sqs (and 1 more) from MFA",
		"at": at(0, ["NotAction", 1]),
		"evidence": {"services": ["s3", "ec2", "sqs", "sns"]},
	}}
}

test_exempt_whole_services_spares_actions if {
	found("exempt-whole-services", identity([guard(array.concat(enrolment, ["s3:Get*"]))])) == set()
}

test_exempt_whole_services_spares_iam_which_has_a_rule if {
	found("exempt-whole-services", identity([guard("iam:*")])) == set()
}
