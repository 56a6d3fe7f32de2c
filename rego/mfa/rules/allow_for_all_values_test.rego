package mfa.rules_test

test_allow_for_all_values_finds_allow if {
	condition := {"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "true"}}
	found("allow-for-all-values", identity([with_condition("Allow", condition)])) == {{
		"rule": "allow-for-all-values",
		"message": concat("", [
			"ForAllValues:Bool on aws:MultiFactorAuthPresent holds when the key is absent, ",
			"so access keys get this Allow without MFA",
		]),
		"at": at(0, ["Condition", "ForAllValues:Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
	}}
}

test_allow_for_all_values_spares_bool_if_exists if {
	found("allow-for-all-values", identity([with_condition(
		"Allow",
		{"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
	)])) == set()
}

test_allow_for_all_values_spares_deny if {
	found("allow-for-all-values", identity([with_condition(
		"Deny",
		{"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "false"}},
	)])) == set()
}
