package mfa.rules_test

test_string_operator_on_mfa_key_finds_string_equals if {
	found("string-operator-on-mfa-key", identity([with_condition(
		"Deny",
		{"StringEqualsIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	)])) == {{
		"rule": "string-operator-on-mfa-key",
		"message": "StringEqualsIfExists compares the Boolean aws:MultiFactorAuthPresent as a text",
		"at": at(0, ["Condition", "StringEqualsIfExists", "aws:MultiFactorAuthPresent"]),
		"evidence": {"operator": "StringEqualsIfExists", "values": ["false"]},
	}}
}

test_string_operator_on_mfa_key_spares_bool if {
	found("string-operator-on-mfa-key", identity([guard(enrolment)])) == set()
}
