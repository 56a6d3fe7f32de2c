package mfa.rules_test

test_set_operator_on_mfa_key_finds_deny if {
	found("set-operator-on-mfa-key", identity([with_condition(
		"Deny",
		{"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "false"}},
	)])) == {{
		"rule": "set-operator-on-mfa-key",
		"message": "ForAllValues:Bool is for keys with several values, and aws:MultiFactorAuthPresent has one",
		"at": at(0, ["Condition", "ForAllValues:Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"operator": "ForAllValues:Bool", "values": ["false"]},
	}}
}

test_set_operator_on_mfa_key_finds_any if {
	count(found("set-operator-on-mfa-key", identity([with_condition(
		"Allow",
		{"ForAnyValue:Bool": {"aws:MultiFactorAuthPresent": "true"}},
	)]))) == 1
}

test_set_operator_on_mfa_key_spares_allow_that_another_rule_reports if {
	found("set-operator-on-mfa-key", identity([with_condition(
		"Allow",
		{"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "true"}},
	)])) == set()
}

test_set_operator_on_mfa_key_spares_bool if {
	found("set-operator-on-mfa-key", identity([guard(enrolment)])) == set()
}
