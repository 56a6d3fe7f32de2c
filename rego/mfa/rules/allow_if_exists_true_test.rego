package mfa.rules_test

test_allow_if_exists_true_finds_allow if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}
	found("allow-if-exists-true", identity([with_condition("Allow", condition)])) == {{
		"rule": "allow-if-exists-true",
		"message": concat("", [
			"BoolIfExists on aws:MultiFactorAuthPresent holds when the key is absent, ",
			"so access keys get this Allow without MFA",
		]),
		"at": at(0, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
	}}
}

test_allow_if_exists_true_finds_negated_operator_and_other_case if {
	count(found("allow-if-exists-true", identity([with_condition(
		"Allow",
		{"StringNotEquals": {"AWS:multifactorauthpresent": "false"}},
	)]))) == 1
}

test_allow_if_exists_true_spares_bool if {
	found("allow-if-exists-true", identity([with_condition(
		"Allow",
		{"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	)])) == set()
}

test_allow_if_exists_true_spares_recommended_deny if {
	found("allow-if-exists-true", identity([guard(enrolment)])) == set()
}

test_allow_if_exists_true_spares_profile_that_leaves_keys if {
	found("allow-if-exists-true", under("console-only", identity([with_condition(
		"Allow",
		{"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
	)]))) == set()
}
