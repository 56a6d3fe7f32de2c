package mfa.rules_test

test_dead_mfa_condition_finds_both_keys if {
	condition := {
		"Bool": {"aws:MultiFactorAuthPresent": "false"},
		"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"},
	}
	found("dead-mfa-condition", identity([with_condition("Deny", condition)])) == {{
		"rule": "dead-mfa-condition",
		"message": concat("", [
			"Bool aws:MultiFactorAuthPresent and NumericGreaterThan aws:MultiFactorAuthAge never holds, ",
			"whatever the MFA of the caller, so this Deny has no effect",
		]),
		"at": at(0, ["Condition"]),
		"evidence": {"condition": condition, "holds": []},
	}}
}

test_dead_mfa_condition_finds_value_that_is_no_boolean if {
	count(found("dead-mfa-condition", identity([with_condition(
		"Allow",
		{"Bool": {"aws:MultiFactorAuthPresent": "yes"}},
	)]))) == 1
}

test_dead_mfa_condition_spares_one_exact_age if {
	found("dead-mfa-condition", identity([with_condition(
		"Allow",
		{"NumericEquals": {"aws:MultiFactorAuthAge": "77"}},
	)])) == set()
}

test_dead_mfa_condition_spares_guard if {
	found("dead-mfa-condition", identity([guard(enrolment)])) == set()
}
