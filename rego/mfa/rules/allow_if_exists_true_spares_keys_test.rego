package mfa.rules_test

test_allow_if_exists_true_spares_keys_finds_allow if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": true}}
	found("allow-if-exists-true-spares-keys", under(
		"console-only",
		identity([with_condition("Allow", condition)]),
	)) == {{
		"rule": "allow-if-exists-true-spares-keys",
		"message": concat("", [
			"BoolIfExists on aws:MultiFactorAuthPresent asks MFA of console sessions and not of access keys, ",
			"and only for what this Allow grants",
		]),
		"at": at(0, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
	}}
}

test_allow_if_exists_true_spares_keys_spares_profile_that_stops_keys if {
	found("allow-if-exists-true-spares-keys", identity([with_condition(
		"Allow",
		{"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
	)])) == set()
}
