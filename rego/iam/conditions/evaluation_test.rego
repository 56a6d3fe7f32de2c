package iam.conditions_test

import data.iam.conditions

# The states of a context in which a clause on the key "k" holds.
contexts_of(operator, texts) := contexts_among(operator, texts, {
	"absent": {},
	"empty": {"k": []},
	"a": {"k": "a"},
	"b": {"k": "b"},
	"a and b": {"k": ["a", "b"]},
	"b and c": {"k": ["b", "c"]},
})

contexts_among(operator, texts, contexts) := {name |
	some name, context in contexts
	conditions.is_met(conditions.prepared([operator, "k", texts, true, "k"]), context)
}

test_a_positive_operator_needs_a_value_that_matches if {
	contexts_of("StringEquals", ["a"]) == {"a"}
	contexts_of("StringEquals", ["a", "b"]) == {"a", "b"}
}

test_a_negated_operator_holds_where_nothing_matches_and_where_the_key_is_absent if {
	contexts_of("StringNotEquals", ["a"]) == {"absent", "empty", "b"}
	contexts_of("StringNotEquals", ["a", "b"]) == {"absent", "empty"}
}

test_if_exists_holds_where_the_key_is_absent if {
	contexts_of("StringEqualsIfExists", ["a"]) == {"absent", "empty", "a"}
	contexts_of("StringNotEqualsIfExists", ["a"]) == {"absent", "empty", "b"}
}

test_for_all_values_needs_every_value_to_match if {
	contexts_of("ForAllValues:StringEquals", ["a"]) == {"absent", "empty", "a"}
	contexts_of("ForAllValues:StringEquals", ["a", "b"]) == {"absent", "empty", "a", "b", "a and b"}
	contexts_of("ForAllValues:StringEqualsIfExists", ["a"]) == {"absent", "empty", "a"}
}

test_for_all_values_negated_needs_every_value_to_escape if {
	contexts_of("ForAllValues:StringNotEquals", ["a"]) == {"absent", "empty", "b", "b and c"}
}

test_for_any_value_needs_one_value_that_matches if {
	contexts_of("ForAnyValue:StringEquals", ["a"]) == {"a", "a and b"}
}

test_for_any_value_negated_needs_one_value_that_escapes if {
	contexts_of("ForAnyValue:StringNotEquals", ["a"]) == {"b", "a and b", "b and c"}
}

test_for_any_value_if_exists_is_an_assumption if {
	operator := "ForAnyValue:StringEqualsIfExists"
	contexts_of(operator, ["a"]) == {"absent", "empty", "a", "a and b"} with input as {}
	contexts_of(operator, ["a"]) == {"a", "a and b"} with input as {"assumptions": {"for-any-value-if-exists": "false"}}
}

test_a_clause_without_values_holds_under_if_exists_and_for_all_values_for_absent_keys if {
	contexts_of("StringEquals", []) == set()
	contexts_of("StringNotEquals", []) == set()
	contexts_of("StringEqualsIfExists", []) == {"absent", "empty"}
	contexts_of("StringNotEqualsIfExists", []) == {"absent", "empty"}
	contexts_of("ForAllValues:StringEquals", []) == {"absent", "empty"}
	contexts_of("ForAllValues:StringEqualsIfExists", []) == {"absent", "empty"}
	contexts_of("ForAnyValue:StringEquals", []) == set()
	contexts_of("ForAnyValue:StringEqualsIfExists", []) == set()
}

test_null_asks_whether_the_key_is_there if {
	contexts_of("Null", ["true"]) == {"absent", "empty"}
	contexts_of("Null", ["FALSE"]) == {"a", "b", "a and b", "b and c"}
	contexts_of("Null", ["true", "false"]) == {"absent", "empty", "a", "b", "a and b", "b and c"}
	contexts_of("Null", ["maybe"]) == set()
	contexts_of("Null", []) == set()
}

test_null_under_a_set_operator_does_not_depend_on_the_request if {
	every values in [["true"], ["false"], []] {
		contexts_of("ForAllValues:Null", values) == {"absent", "empty", "a", "b", "a and b", "b and c"}
		contexts_of("ForAnyValue:Null", values) == set()
	}
}

numbers_given := {"few": {"k": "few"}, "one": {"k": "1"}, "two": {"k": "2"}}

test_a_text_that_is_no_number_never_matches_negated_or_not if {
	contexts_among("NumericEquals", ["1"], numbers_given) == {"one"}
	contexts_among("NumericNotEquals", ["1"], numbers_given) == {"two"}
	contexts_among("NumericNotEquals", ["few"], numbers_given) == set()
	contexts_among("NumericNotEquals", ["few", "1"], numbers_given) == set()
}

test_a_text_that_is_no_date_never_matches_negated_or_not if {
	given := {"soon": {"k": "soon"}, "1970": {"k": "1970"}, "1971": {"k": "1971"}}
	contexts_among("DateNotEquals", ["1970"], given) == {"1971"}
	contexts_among("DateNotEquals", ["soon"], given) == set()
}

test_a_negated_operator_holds_where_a_variable_has_no_value_unless_assumed_otherwise if {
	given := {"with": {"k": "a", "u": "a"}, "without": {"k": "a"}}
	otherwise := {"assumptions": {"missing-variable-negated": "no-match"}}
	contexts_among("StringNotEquals", ["${u}"], given) == {"without"} with input as {}
	contexts_among("StringNotEquals", ["${u}"], given) == set() with input as otherwise
	contexts_among("StringNotEquals", ["${u}x"], given) == {"with"} with input as otherwise
	contexts_among("StringNotEquals", ["b"], given) == {"with", "without"} with input as otherwise
}

test_a_positive_operator_fails_where_a_variable_has_no_value if {
	given := {"with": {"k": "a", "u": "a"}, "without": {"k": "a"}}
	contexts_among("StringEquals", ["${u}"], given) == {"with"}
	contexts_among("StringEquals", ["${u}", "a"], given) == {"with", "without"}
}

test_an_empty_text_is_an_empty_set if {
	conditions.values_seen("all", [""]) == []
	conditions.values_seen("any", ["", ""]) == []
	conditions.values_seen("any", ["", "a"]) == ["", "a"]
	conditions.values_seen("none", [""]) == [""]
	conditions.values_seen("all", []) == []
}
