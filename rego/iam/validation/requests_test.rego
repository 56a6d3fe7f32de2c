package iam.validation_test

import data.iam.testing_test as testing
import data.iam.validation

in_request(request) := {[trim_prefix(problem.where, "/request"), problem.message] |
	some problem in validation.request_problems(request) with input as {"contexts": {"named": {}, "broken": {"k": 1}}}
}

without(name) := object.remove(testing.request({}), [name])

test_a_request_with_every_part_is_fine if {
	in_request(testing.request({})) == set()
	in_request(testing.request({"context": {"a": "x", "b": ["x", "y"], "c": []}})) == set()
	in_request(testing.request({"principal": "ec2.amazonaws.com", "action": "S3:getObject"})) == set()
}

test_a_request_is_an_object if {
	in_request("text") == {["", "a request must be an object"]}
	in_request(null) == {["", "a request must be an object"]}
}

test_a_part_that_does_not_exist_is_reported_with_the_nearest_name if {
	in_request(testing.request({"contexts": {}})) == {[
		"/contexts",
		"contexts is not a field of a request; did you mean context?",
	]}
}

test_each_text_is_there_and_not_empty if {
	every name in ["principal", "action", "resource", "resource_account"] {
		expected := {[concat("/", ["", name]), sprintf("%s must be a non-empty string", [name])]}
		in_request(testing.request({name: ""})) == expected
		in_request(testing.request({name: 1})) == expected
		in_request(testing.request({name: null})) == expected
	}
}

test_a_text_that_is_missing_is_reported_with_what_it_is if {
	every name in ["principal", "action", "resource", "resource_account"] {
		message := sprintf("%s is missing; expected %s", [name, validation.part_descriptions[name]])
		in_request(without(name)) == {[concat("/", ["", name]), message]}
	}
}

test_a_resource_is_an_arn_or_a_star if {
	in_request(testing.request({"resource": "*"})) == set()
	in_request(testing.request({"resource": "arn:aws:s3:::b"})) == set()
	every text in ["bucket", "b/*", "**", "ARN:aws:s3:::b", " arn:aws:s3:::b"] {
		in_request(testing.request({"resource": text})) == {[
			"/resource",
			"a resource must be an ARN, or * for an action without resources",
		]}
	}
	not validation.is_resource(1)
}

test_a_context_is_an_object if {
	expected := {["/context", "context must be an object from keys to a string or an array of strings"]}
	in_request(without("context")) == expected
	in_request(testing.request({"context": []})) == expected
	in_request(testing.request({"context": null})) == expected
}

test_a_context_may_be_named if {
	in_request(testing.request({"context": "named"})) == set()
	in_request(testing.request({"context": "other"})) == {[
		"/context",
		"context must be an object from keys to a string or an array of strings",
	]}
	in_request(testing.request({"context": "broken"})) == set()
}

test_there_are_no_named_contexts_where_none_are_given if {
	count(validation.request_problems(testing.request({"context": "named"}))) == 1 with input as {}
}

test_a_value_of_a_context_is_plain_or_an_array_of_plain_values if {
	in_request(testing.request({"context": {"n": 1, "b": true, "l": ["x", 1]}})) == set()
	every value in [null, {}, ["x", null], [["x"]]] {
		in_request(testing.request({"context": {"a/b": value}})) == {[
			"/context/a~1b",
			"a context value must be a string, a number, a boolean, or an array of these",
		]}
	}
}

test_a_key_of_a_context_is_spelt_in_one_way if {
	in_request(testing.request({"context": {"aws:A": "x", "AWS:a": "y", "b": "z"}})) == {[
		"/context",
		"the key aws:a appears in two spellings",
	]}
}

test_a_principal_is_one_of_the_known_forms if {
	in_request(testing.request({"principal": "alice"})) == {["/principal", validation.principal_message]}
	startswith(validation.principal_message, "a principal must be the ARN of a root user, user, role,")
}

test_an_action_is_a_prefix_and_a_name if {
	expected := {["/action", "an action must be service:Name, such as s3:GetObject"]}
	every action in ["s3", "s3:", ":Get", "s3:Get:Object", "s3:Get*", "s3:Ge?", " s3:Get", "s3:Get ", "*"] {
		in_request(testing.request({"action": action})) == expected
	}
}

test_an_action_that_is_no_text_is_none if {
	not validation.is_action(1)
	not validation.is_action(null)
	validation.is_action("s3:Get")
}
