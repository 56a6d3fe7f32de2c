package mfa.rules_test

test_allow_holds_without_mfa_finds_age_with_if_exists if {
	condition := {"NumericLessThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}
	found("allow-holds-without-mfa", identity([with_condition("Allow", condition)])) == {{
		"rule": "allow-holds-without-mfa",
		"message": concat("", [
			"NumericLessThanIfExists on aws:MultiFactorAuthAge holds with and without MFA, ",
			"so this Allow requires nothing",
		]),
		"at": at(0, ["Condition", "NumericLessThanIfExists", "aws:MultiFactorAuthAge"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "false", "fresh"]},
	}}
}

test_allow_holds_without_mfa_spares_age if {
	found("allow-holds-without-mfa", identity([with_condition(
		"Allow",
		{"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}},
	)])) == set()
}
