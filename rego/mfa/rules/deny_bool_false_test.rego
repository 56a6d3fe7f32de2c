package mfa.rules_test

test_deny_bool_false_finds_bool if {
	found("deny-bool-false", identity([allow_all, sparing_guard(enrolment)])) == {{
		"rule": "deny-bool-false",
		"message": concat("", [
			"Bool on aws:MultiFactorAuthPresent does not hold when the key is absent, ",
			"so this Deny does not stop access keys",
		]),
		"at": at(1, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}, "holds": ["false"]},
	}}
}

test_deny_bool_false_finds_set_operator if {
	count(found("deny-bool-false", identity([with_condition(
		"Deny",
		{"ForAnyValue:Bool": {"aws:MultiFactorAuthPresent": "false"}},
	)]))) == 1
}

test_deny_bool_false_spares_recommended_guard if {
	found("deny-bool-false", identity([allow_all, guard(enrolment)])) == set()
}

test_deny_bool_false_spares_profile_that_leaves_keys if {
	found("deny-bool-false", under("console-only", identity([sparing_guard(enrolment)]))) == set()
}

test_deny_bool_false_spares_pair_of_denies if {
	found("deny-bool-false", identity([sparing_guard(enrolment), object.union(
		object.remove(guard(enrolment), ["Condition"]),
		{"Condition": {"Null": {"aws:MultiFactorAuthPresent": "true"}}},
	)])) == set()
}

test_deny_bool_false_names_all_that_is_asked_together if {
	asked := {
		"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
		"Null": {"aws:MultiFactorAuthPresent": "false"},
	}
	messages("deny-bool-false", identity([allow_all, with_condition("Deny", asked)])) == {concat("", [
		"BoolIfExists on aws:MultiFactorAuthPresent with Null on aws:MultiFactorAuthPresent ",
		"does not hold when the key is absent, so this Deny does not stop access keys",
	])}
}
