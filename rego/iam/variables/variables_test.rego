package iam.variables_test

import data.iam.variables

test_a_text_without_a_variable_has_none if {
	not variables.occurs_in("user/alice $ {} $x")
	variables.expressions("user/alice") == []
	variables.template("user/alice") == "user/alice"
}

test_a_text_is_taken_apart_into_its_variables_and_a_template if {
	variables.occurs_in("${a}/x/${b, 'c'}")
	variables.expressions("${a}/x/${b, 'c'}") == ["a", "b, 'c'"]
	variables.template("${a}/x/${b, 'c'}") == concat("/", [variables.mark, "x", variables.mark])
}

test_three_signs_stand_for_themselves if {
	variables.parsed("*") == {"literal": "*"}
	variables.parsed("?") == {"literal": "?"}
	variables.parsed("$") == {"literal": "$"}
}

test_a_key_is_named_without_case if variables.parsed("aws:UserName") == {"key": "aws:username"}

test_a_key_may_be_one_character if variables.parsed("a") == {"key": "a"}

test_a_default_stands_in_quotes if {
	variables.parsed("aws:PrincipalTag/Team, 'Team A'") == {"key": "aws:principaltag/team", "default": "Team A"}
	variables.parsed("a, ''") == {"key": "a", "default": ""}
}

test_any_other_expression_is_malformed if {
	variables.parsed("") == {"malformed": ""}
	variables.parsed(" a") == {"malformed": " a"}
	variables.parsed("a ") == {"malformed": "a "}
	variables.parsed("a,'b'") == {"malformed": "a,'b'"}
	variables.parsed("a, 'b") == {"malformed": "a, 'b"}
	variables.parsed("a, b") == {"malformed": "a, b"}
}

test_the_keys_of_a_text_are_those_that_its_variables_name if {
	variables.keys("${A}/${b, 'x'}/${*}/${ }") == {"a", "b"}
}

test_a_variable_stands_for_its_key_in_the_context if {
	variables.value({"key": "a"}, {"a": "x"}) == "x"
	variables.value({"key": "a"}, {"a": ["x"]}) == "x"
	variables.value({"key": "a", "default": "d"}, {"a": "x"}) == "x"
}

test_a_default_stands_in_for_a_key_that_is_absent_or_has_several_values if {
	variables.value({"key": "a", "default": "d"}, {}) == "d"
	variables.value({"key": "a", "default": "d"}, {"a": ["x", "y"]}) == "d"
	variables.value({"key": "a", "default": "d"}, {"a": []}) == "d"
}

test_a_sign_stands_for_itself_in_any_context if variables.value({"literal": "*"}, {"*": "x"}) == "*"

test_a_variable_without_a_value_stands_for_nothing if {
	not variables.value({"key": "a"}, {})
	not variables.value({"key": "a"}, {"a": ["x", "y"]})
	not variables.value({"key": "a"}, {"a": []})
	not variables.value({"malformed": "a b"}, {"a": "x"})
}

test_the_values_of_a_text_stand_in_order if {
	variables.fillings("${b}-${a}-${$}", {"a": "1", "b": "2"}) == ["2", "1", "$"]
}

test_one_variable_without_a_value_leaves_the_text_without_any if {
	not variables.fillings("${a}-${b}", {"a": "1"})
	not variables.filled("${a}-${b}", {"a": "1"})
}

test_a_text_is_filled_in if {
	variables.filled("x${a}y${b}", {"a": "1", "b": "2"}) == "x1y2"
	variables.filled("${a}", {"a": "${b}"}) == "${b}"
	variables.filled("plain", {}) == "plain"
}

test_a_wildcard_in_a_value_is_literal_in_a_pattern if {
	expression := concat("", ["(?s)^u/", variables.mark, ".*$"])
	variables.filled_pattern("u/${a}*", expression, {"a": "b*c"}) == `(?s)^u/b\*c.*$`
}

test_a_pattern_without_a_value_for_its_variable_is_none if {
	not variables.filled_pattern("u/${a}", concat("", ["u/", variables.mark]), {})
}

test_values_go_between_the_literals if {
	variables.between(["a", "c", ""], ["b", "d"]) == "abcd"
	variables.between(["a"], []) == "a"
	not variables.between(["a"], ["b"])
}
