package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

clause(operator, text) := {"operator": operator, "written": mfa, "texts": [text]}

test_an_absent_key_is_matched_by_if_exists_null_and_negation if {
	absent := "aws:MultiFactorAuthPresent is absent from the request, and"
	assertions.equals(
		causes.matching_reason(clause("BoolIfExists", "false"), {}),
		concat(" ", [absent, "BoolIfExists matches an absent key"]),
	)
	assertions.equals(
		causes.matching_reason(clause("StringNotEquals", "true"), {}),
		concat(" ", [absent, `StringNotEquals "true" matches an absent key`]),
	)
}

test_a_value_is_said_with_what_matches_it if {
	assertions.equals(
		causes.matching_reason(clause("Bool", "false"), {lower(mfa): "false"}),
		`aws:MultiFactorAuthPresent is "false" in the request, and Bool "false" matches it`,
	)
}

test_what_failed_is_said_with_the_absent_key_or_as_the_near_miss_says_it if {
	absent := {"clause": {"operator": "Bool", "key": mfa, "given": []}, "why": "w"}
	assertions.equals(
		causes.failing_reason(absent),
		"aws:MultiFactorAuthPresent is absent from the request, and Bool does not match an absent key",
	)
	of_null := {"clause": {"operator": "Null", "key": mfa, "given": []}, "why": "w"}
	assertions.equals([causes.failing_reason(of_null), causes.failing_reason({"why": "w"})], ["w", "w"])
}
