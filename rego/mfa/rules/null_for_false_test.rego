package mfa.rules_test

test_null_for_false_finds_deny if {
	condition := {"Null": {"aws:MultiFactorAuthPresent": "true"}}
	found("null-for-false", identity([with_condition("Deny", condition)])) == {{
		"rule": "null-for-false",
		"message": concat("", [
			"Null on aws:MultiFactorAuthPresent means requests without the key, ",
			"so this Deny spares console sessions without MFA",
		]),
		"at": at(0, ["Condition", "Null", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent"]},
	}}
}

test_null_for_false_finds_allow_for_every_temporary_credential if {
	messages("null-for-false", identity([with_condition(
		"Allow",
		{"Null": {"aws:MultiFactorAuthPresent": "false"}},
	)])) == {concat("", [
		"Null on aws:MultiFactorAuthPresent means every temporary credential, ",
		"so console sessions get this Allow without MFA",
	])}
}

test_null_for_false_finds_allow_for_keys_only if {
	messages("null-for-false", identity([with_condition(
		"Allow",
		{"Null": {"aws:MultiFactorAuthPresent": "true"}},
	)])) == {concat("", [
		"Null on aws:MultiFactorAuthPresent means requests without the key, ",
		"so this Allow is for keys, and for nobody who used MFA",
	])}
}

test_null_for_false_spares_age if {
	found("null-for-false", identity([
		with_condition("Deny", {"Null": {"aws:MultiFactorAuthAge": "true"}}),
		with_condition("Allow", {"Null": {"aws:MultiFactorAuthAge": "false"}}),
	])) == set()
}

test_null_for_false_spares_pair_of_denies if {
	found("null-for-false", identity([
		with_condition("Deny", {"Null": {"aws:MultiFactorAuthPresent": "true"}}),
		with_condition("Deny", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}),
	])) == set()
}
