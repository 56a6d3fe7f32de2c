package iam.explain_test

import data.iam.explain
import data.iam.testing_test as testing

# The near miss of one request under one statement: its place, and what failed.
near(statement, changed) := found if {
	found := explain.near_misses(0) with input as testing.alone([statement], changed)
}

near_resource(statement) := found if {
	policies := {"resource": testing.document([statement])}
	found := explain.near_misses(0) with input as testing.asking(policies, [testing.request({})])
}

one(effect, element, why) := failing(effect, [{"element": element, "path": [element], "why": why}])

# The near miss of a statement with a clause that is false: what it asks for, and what the request has.
unmet(effect, operator, key, values, given, why) := failing(effect, [unmet_clause(operator, key, values, given, why)])

unmet_clause(operator, key, values, given, why) := {
	"element": "Condition",
	"path": ["Condition", operator, key],
	"clause": {"operator": operator, "key": key, "values": values, "given": given},
	"why": why,
}

failing(effect, failed) := [{
	"policy": "identity[0]",
	"statement": 0,
	"sid": null,
	"effect": effect,
	"failed": failed,
}]

test_a_statement_that_applies_is_not_reported if near(testing.allow({}), {}) == []

test_a_statement_that_fails_on_two_elements_is_not_reported if {
	near(testing.allow({"Action": "ec2:*", "Resource": "arn:aws:ec2:::x"}), {}) == []
}

test_an_action_that_is_not_covered_is_reported if {
	near(testing.allow({"Action": ["ec2:*", "s3:Put*"]}), {}) == one(
		"Allow", "Action",
		"s3:GetObject is not covered by Action ec2:*, s3:Put*",
	)
}

test_an_action_that_is_exempt_is_reported if {
	statement := object.remove(testing.deny({"NotAction": "s3:*"}), ["Action"])
	near(statement, {}) == one("Deny", "NotAction", "s3:GetObject is covered by NotAction s3:*")
}

test_a_resource_that_is_not_covered_is_reported if {
	near(testing.allow({"Resource": "arn:aws:s3:::other"}), {}) == one(
		"Allow", "Resource",
		"arn:aws:s3:::bucket/key is not covered by Resource arn:aws:s3:::other",
	)
}

test_a_resource_that_is_exempt_is_reported if {
	statement := object.remove(testing.deny({"NotResource": "arn:aws:s3:::bucket/*"}), ["Resource"])
	near(statement, {}) == one(
		"Deny", "NotResource",
		"arn:aws:s3:::bucket/key is covered by NotResource arn:aws:s3:::bucket/*",
	)
}

test_a_caller_who_is_not_meant_is_reported if {
	why := concat(" ", [testing.alice, "is not covered by Principal AWS 999999999999"])
	near_resource(testing.granting({"AWS": "999999999999"}, {"Sid": "G"})) == [{
		"policy": "resource",
		"statement": 0,
		"sid": "G",
		"effect": "Allow",
		"failed": [{"element": "Principal", "path": ["Principal"], "why": why}],
	}]
}

test_a_caller_who_is_left_out_is_reported if {
	statement := {"Effect": "Deny", "Action": "*", "NotPrincipal": {"AWS": [testing.alice, testing.account]}}
	near_resource(statement) == [{
		"policy": "resource",
		"statement": 0,
		"sid": null,
		"effect": "Deny",
		"failed": [{
			"element": "NotPrincipal",
			"path": ["NotPrincipal"],
			"why": sprintf("%s is covered by NotPrincipal AWS %s, AWS %s", [
				testing.alice, testing.alice,
				testing.account,
			]),
		}],
	}]
}

test_what_a_principal_lists_is_reported_with_its_kind if {
	explain.principals("*") == ["*"]
	explain.principals({"AWS": ["1", "2"], "Service": "x.amazonaws.com"}) == ["AWS 1", "AWS 2", "Service x.amazonaws.com"]
}

test_a_variable_without_a_value_is_reported if {
	near(testing.allow({"Resource": "arn:aws:s3:::${aws:username}/${k, 'd'}/*"}), {}) == one(
		"Allow", "Resource",
		concat(" ", [
			"arn:aws:s3:::bucket/key is not covered by Resource arn:aws:s3:::${aws:username}/${k, 'd'}/*;",
			"${aws:username} has no value in this request, so the text matches nothing",
		]),
	)
	statement := testing.allow({"Condition": {"StringEquals": {"k": "${a}${b}"}}})
	near(statement, {"context": {"k": "x", "b": "y"}}) == unmet(
		"Allow", "StringEquals", "k", ["${a}${b}"], ["x"],
		concat(" ", [
			`StringEquals k "${a}${b}" is false: the request has "x";`,
			"${a} has no value in this request, so the text matches nothing",
		]),
	)
}

test_a_variable_of_an_old_version_is_no_variable if {
	statement := testing.allow({"Resource": "arn:aws:s3:::${aws:username}/*"})
	policies := {"identity": [{"Version": "2008-10-17", "Statement": [statement]}]}
	[found] := explain.near_misses(0) with input as testing.asking(policies, [testing.request({})])
	[failure] := found.failed
	failure.why == "arn:aws:s3:::bucket/key is not covered by Resource arn:aws:s3:::${aws:username}/*"
}

test_a_condition_is_reported_with_what_was_wanted_and_what_was_given if {
	statement := testing.deny({"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}})
	near(statement, {}) == unmet(
		"Deny", "Bool", "aws:MultiFactorAuthPresent", ["false"], [],
		"Bool aws:MultiFactorAuthPresent \"false\" is false: the key is absent",
	)
	near(statement, {"context": {"aws:multifactorauthpresent": "true"}}) == unmet(
		"Deny", "Bool", "aws:MultiFactorAuthPresent", ["false"], ["true"],
		"Bool aws:MultiFactorAuthPresent \"false\" is false: the request has \"true\"",
	)
}

test_several_values_are_reported_as_lists if {
	statement := testing.allow({"Condition": {"ForAnyValue:StringEquals": {"k": ["a", "b"]}}})
	near(statement, {"context": {"k": ["c", "d"]}}) == unmet(
		"Allow", "ForAnyValue:StringEquals", "k", ["a", "b"], ["c", "d"],
		"ForAnyValue:StringEquals k \"a\" or \"b\" is false: the request has \"c\", \"d\"",
	)
}

test_all_clauses_that_fail_are_one_element if {
	statement := testing.allow({"Condition": {"Bool": {"a": "true", "b": "true", "c": "true"}}})
	near(statement, {"context": {"c": "true"}})[0].failed == [
		unmet_clause("Bool", "a", ["true"], [], "Bool a \"true\" is false: the key is absent"),
		unmet_clause("Bool", "b", ["true"], [], "Bool b \"true\" is false: the key is absent"),
	]
}

test_at_most_three_values_are_listed if {
	explain.listing([]) == ""
	explain.listing(["a", "b", "c"]) == "a, b, c"
	explain.listing(["a", "b", "c", "d"]) == "a, b, c, … (4 values)"
}

test_an_empty_list_and_several_values_are_reported if {
	near(testing.allow({"Condition": {"StringEquals": {"k": []}}}), {"context": {"k": "x"}}) == unmet(
		"Allow", "StringEquals", "k", [], ["x"],
		`StringEquals k [] is false: the request has "x"`,
	)
	several := near(testing.allow({"Condition": {"StringEquals": {"k": "x"}}}), {"context": {"k": ["x", "y"]}})
	several == unmet("Allow", "StringEquals", "k", ["x"], ["x", "y"], concat("", [
		`StringEquals k "x" is false: the request has "x", "y"; `,
		"without ForAllValues or ForAnyValue, several values never match",
	]))
	explain.multiple_values_note("ForAnyValue:StringEquals", ["x", "y"]) == ""
}

test_a_variable_that_is_not_used_has_no_value_to_lack if {
	statement := testing.allow({"Resource": "arn:aws:s3:${aws:RequestedRegion}::bucket/*"})
	[found] := near(statement, {})
	[failure] := found.failed
	not contains(failure.why, "no value")
}

# The path of the one element of a statement that failed.
path_of(statement) := found if {
	[miss] := near(statement, {})
	[failure] := miss.failed
	found := failure.path
}

test_the_entry_that_covers_is_the_path_of_a_not_element if {
	many := object.remove(testing.deny({"NotAction": ["ec2:*", "S3:Get*", "s3:*"]}), ["Action"])
	path_of(many) == ["NotAction", 1]
	excepted := ["arn:aws:s3:::other/*", "arn:aws:s3:::bucket/*"]
	path_of(object.remove(testing.deny({"NotResource": excepted}), ["Resource"])) == ["NotResource", 1]
}

test_the_element_is_the_path_where_no_entry_covers if {
	path_of(testing.allow({"Action": ["ec2:*", "s3:Put*"]})) == ["Action"]
	path_of(object.remove(testing.deny({"NotAction": "s3:*"}), ["Action"])) == ["NotAction"]
}
