package iam.validation_test

import data.iam.validation

# What is wrong with a condition, and where: pairs of the place under the statement and the message.
in_condition(condition) := told(validation.condition_problems({"pointer": "/s", "value": {"Condition": condition}}))

told(found) := {[trim_prefix(problem.where, "/s"), problem.message] | some problem in found}

test_a_condition_of_known_operators_and_plain_values_is_fine if {
	in_condition({
		"Bool": {"k": true, "l": ["true", false]},
		"ForAllValues:NumericLessThanIfExists": {"k": 3600, "l": []},
		"Strange": {},
	}) == set()
	validation.condition_problems({"pointer": "/s", "value": {}}) == set()
}

test_a_condition_is_a_map_of_maps if {
	expected := {["/Condition", "Condition must be a map from operators to maps from keys to values"]}
	in_condition([]) == expected
	in_condition(null) == expected
	in_condition({"StringLike": {"k": "x"}, "Bool": "true", "Null": []}) == {[
		"/Condition/Bool",
		"Condition must be a map from operators to maps from keys to values",
	]}
}

test_an_operator_that_does_not_exist_is_reported_with_the_nearest_name if {
	in_condition({"BoolIfExist": {"k": "true"}}) == {[
		"/Condition/BoolIfExist",
		"BoolIfExist is not a condition operator; did you mean BoolIfExists?",
	]}
}

test_an_operator_like_no_other_is_reported_without_a_hint if {
	in_condition({"X": {"k": "true"}}) == {["/Condition/X", "X is not a condition operator"]}
}

test_a_value_is_a_string_a_number_or_a_boolean_or_an_array_of_these if {
	expected := {[
		"/Condition/Bool/a~1b~0c",
		"a condition value must be a string, a number, a boolean, or an array of these",
	]}
	in_condition({"Bool": {"a/b~c": null}}) == expected
	in_condition({"Bool": {"a/b~c": {"x": "y"}}}) == expected
	in_condition({"Bool": {"a/b~c": ["true", null]}}) == expected
	in_condition({"Bool": {"a/b~c": [["true"]]}}) == expected
}

test_every_problem_of_a_condition_is_reported if {
	count(in_condition({"X": {"k": null}, "Y": {"l": "v"}})) == 3
}

test_likeness_is_the_share_of_pairs_of_letters if {
	validation.likeness("abc", "abc") == 1
	validation.likeness("abc", "abd") == 0.5
	validation.likeness("abc", "xyz") == 0
	validation.likeness("ab", "ab") == 1
	validation.likeness("a", "a") == 0
}

test_a_hint_is_given_from_half_of_the_pairs_on if {
	validation.hint("abc", {"abd", "xyz"}) == "; did you mean abd?"
	validation.hint("abcd", {"abxy", "xyz"}) == ""
	validation.hint("abc", set()) == ""
}

test_the_likest_name_is_the_hint_and_the_first_of_equals if {
	validation.hint("abc", {"abcd", "abd"}) == "; did you mean abcd?"
	validation.hint("abc", {"abe", "abd"}) == "; did you mean abd?"
	validation.hint("SID", {"Sid"}) == "; did you mean Sid?"
}

test_null_has_no_if_exists if {
	validation.operator_hint("NullIfExists") == "; Null already tests whether the key exists; write Null"
	validation.operator_hint("ForAnyValue:nullifexists") == "; Null already tests whether the key exists; write Null"
	validation.operator_hint("StringEqualsIfExist") == "; did you mean StringEqualsIfExists?"
}
