package iam.conditions_test

import data.iam.conditions

equals(texts) := ["StringEquals", "aws:username", texts, true, "aws:UserName"]

test_a_clause_without_variables_is_prepared_with_its_operands if {
	conditions.prepared(equals(["alice", "${"])) == {
		"base": "StringEquals",
		"family": "string",
		"negated": false,
		"set": "none",
		"if_exists": false,
		"operator": "StringEquals",
		"key": "aws:username",
		"texts": ["alice", "${"],
		"operands": ["alice", "${"],
		"dynamic": false,
	}
}

test_a_value_that_can_match_nothing_has_no_operand if {
	clause := ["NumericEquals", "k", ["few", "1"], true, "k"]
	conditions.prepared(clause).operands == [[1, 1, "1", ""]]
	conditions.prepared(clause).texts == ["few", "1"]
}

test_a_clause_with_variables_waits_for_the_context if {
	conditions.prepared(equals(["${aws:userid}"])) == {
		"base": "StringEquals",
		"family": "string",
		"negated": false,
		"set": "none",
		"if_exists": false,
		"operator": "StringEquals",
		"key": "aws:username",
		"texts": ["${aws:userid}"],
		"dynamic": true,
	}
}

test_variables_are_used_in_strings_and_arns_under_the_newer_version_only if {
	conditions.has_variables(["StringLike", "k", ["a", "${b}"], true, "k"])
	conditions.has_variables(["ArnEquals", "k", ["${b}"], true, "k"])
	not conditions.has_variables(["StringLike", "k", ["${b}"], false, "k"])
	not conditions.has_variables(["Bool", "k", ["${b}"], true, "k"])
	not conditions.has_variables(["StringLike", "k", ["b"], true, "k"])
	not conditions.has_variables(["StringLike", "k", [], true, "k"])
}

test_a_clause_depends_on_its_key_and_on_the_keys_of_its_variables if {
	conditions.keys(equals(["${aws:UserId}-${a, 'b'}"])) == {"aws:username", "aws:userid", "a"}
	conditions.keys(equals(["alice"])) == {"aws:username"}
	conditions.keys(["Bool", "k", ["${b}"], true, "k"]) == {"k"}
}

test_the_operands_of_a_clause_without_variables_are_the_prepared_ones if {
	conditions.operands({"dynamic": false, "operands": ["a"]}, {}) == ["a"]
}

test_variables_are_filled_in_as_text if {
	ready := conditions.prepared(equals(["x${aws:userid}", "plain"]))
	conditions.operands(ready, {"aws:userid": "*1"}) == ["x*1", "plain"]
}

test_a_value_whose_variable_has_no_value_has_no_operand if {
	conditions.operands(conditions.prepared(equals(["${aws:userid}", "plain"])), {}) == ["plain"]
}

test_variables_are_filled_into_patterns_as_literals if {
	ready := conditions.prepared(["StringLike", "k", ["${aws:userid}*"], true, "k"])
	conditions.operands(ready, {"aws:userid": "a.b*c"}) == [`(?s)^a\.b\*c.*$`]
}

test_variables_are_filled_into_arns if {
	ready := conditions.prepared(["ArnLike", "k", ["arn:aws:iam::1:user/${aws:username}"], true, "k"])
	conditions.operands(ready, {"aws:username": "alice"}) == ["(?s)^arn:aws:iam::1:user/alice$"]
}

test_a_key_is_given_as_an_array if {
	conditions.context_values("k", {"k": ["a", "b"]}) == ["a", "b"]
	conditions.context_values("k", {"k": "a"}) == ["a"]
	conditions.context_values("k", {"k": []}) == []
	conditions.context_values("k", {"other": "a"}) == []
}
