package mfa.rules_test

test_exempt_identity_writes_finds_password if {
	found("exempt-identity-writes", identity([guard(array.concat(enrolment, ["iam:ChangePassword"]))])) == {{
		"rule": "exempt-identity-writes",
		"message": concat("", [
			"NotAction iam:ChangePassword lets iam:ChangePassword through without MFA: ",
			"whoever knows the password changes it and locks the owner out",
		]),
		"at": at(0, ["NotAction", 7]),
		"evidence": {"actions": ["iam:ChangePassword"]},
	}}
}

test_exempt_identity_writes_finds_pattern if {
	messages("exempt-identity-writes", identity([guard("iam:*LoginProfile")])) == {concat("", [
		"NotAction iam:*LoginProfile lets iam:CreateLoginProfile through without MFA (and 1 more): ",
		"a user without a password gets one, and with it the console",
	])}
}

test_exempt_identity_writes_spares_guard_of_one_bucket if {
	found("exempt-identity-writes", identity([object.union(
		guard(["s3:Get*", "iam:CreateUser"]),
		{"Resource": "arn:aws:s3:::reports/*"},
	)])) == set()
}

test_exempt_identity_writes_spares_enrolment if {
	found("exempt-identity-writes", identity([allow_all, guard(enrolment)])) == set()
}

test_exempt_identity_writes_spares_what_second_guard_stops if {
	found("exempt-identity-writes", identity([
		sparing_guard(["iam:ChangePassword", "iam:Create*"]),
		guard(enrolment),
	])) == set()
}
