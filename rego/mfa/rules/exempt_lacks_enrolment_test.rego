package mfa.rules_test

test_exempt_lacks_enrolment_finds_missing_helpers if {
	exempt := ["iam:*VirtualMFADevice*", "iam:EnableMFADevice", "iam:ListMFA*"]
	found("exempt-lacks-enrolment", identity([guard(exempt)])) == {{
		"rule": "exempt-lacks-enrolment",
		"message": concat("", [
			"NotAction lacks iam:GetUser, iam:ResyncMFADevice, sts:GetSessionToken: ",
			"the security credentials page shows an error; a device that drifted cannot be set right; ",
			"an access key cannot be turned into a session with MFA",
		]),
		"at": at(0, ["NotAction"]),
		"evidence": {"missing": ["iam:GetUser", "iam:ResyncMFADevice", "sts:GetSessionToken"]},
	}}
}

test_exempt_lacks_enrolment_spares_whole_list if {
	found("exempt-lacks-enrolment", identity([guard(enrolment)])) == set()
}

# A Deny with Bool does not hold for the access key that asks for a session.
test_exempt_lacks_enrolment_spares_session_token_where_keys_are_free if {
	found("exempt-lacks-enrolment", identity([sparing_guard("iam:*")])) == set()
}

test_exempt_lacks_enrolment_spares_guard_of_one_bucket if {
	found("exempt-lacks-enrolment", identity([object.union(
		guard("s3:List*"),
		{"Resource": "arn:aws:s3:::reports/*"},
	)])) == set()
}
