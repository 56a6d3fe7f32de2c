package mfa.rules_test

test_withdrawn_action_finds_text_messages if {
	found("withdrawn-action", identity([{
		"Effect": "Allow",
		"Action": ["iam:EnableMFADevice", "iam:RequestSmsMfaRegistration"],
		"Resource": "*",
	}])) == {{
		"rule": "withdrawn-action",
		"message": "iam:RequestSmsMfaRegistration does nothing: MFA by text message was withdrawn",
		"at": at(0, ["Action", 1]),
		"evidence": {"action": "iam:RequestSmsMfaRegistration"},
	}}
}

test_withdrawn_action_spares_living_actions if {
	found("withdrawn-action", identity([guard(enrolment)])) == set()
}
