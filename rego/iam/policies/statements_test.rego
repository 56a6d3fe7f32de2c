package iam.policies_test

import data.iam.policies
import data.iam.testing_test as testing

test_one_value_is_listed_as_an_array_of_one if {
	policies.listed("a") == ["a"]
	policies.listed(["a", "b"]) == ["a", "b"]
	policies.listed({"a": 1}) == [{"a": 1}]
}

test_the_statements_of_a_document_may_stand_in_an_array if {
	policies.raw_statements({"pointer": "/p", "value": {"Statement": ["x", "y"]}}) == [
		{"value": "x", "index": 0, "pointer": "/p/Statement/0"},
		{"value": "y", "index": 1, "pointer": "/p/Statement/1"},
	]
}

test_one_statement_need_not_stand_in_an_array if {
	policies.raw_statements({"pointer": "/p", "value": {"Statement": {"Sid": "x"}}}) == [{
		"value": {"Sid": "x"},
		"index": 0,
		"pointer": "/p/Statement",
	}]
}

two_documents := {"policies": {
	"identity": [testing.document([testing.allow({"Sid": "A"}), testing.deny({})])],
	"scp": [[{"Statement": testing.allow({})}], [{"Version": "2008-10-17", "Statement": testing.deny({})}]],
}}

test_statements_are_one_flat_array_of_what_the_rest_reads if {
	policies.statements == [
		{
			"type": "identity",
			"level": "identity",
			"effect": "Allow",
			"where": {"policy": "identity[0]", "statement": 0, "sid": "A", "effect": "Allow"},
			"variables": true,
			"value": testing.allow({"Sid": "A"}),
		},
		{
			"type": "identity",
			"level": "identity",
			"effect": "Deny",
			"where": {"policy": "identity[0]", "statement": 1, "sid": null, "effect": "Deny"},
			"variables": true,
			"value": testing.deny({}),
		},
		{
			"type": "scp",
			"level": "scp[0]",
			"effect": "Allow",
			"where": {"policy": "scp[0][0]", "statement": 0, "sid": null, "effect": "Allow"},
			"variables": false,
			"value": testing.allow({}),
		},
		{
			"type": "scp",
			"level": "scp[1]",
			"effect": "Deny",
			"where": {"policy": "scp[1][0]", "statement": 0, "sid": null, "effect": "Deny"},
			"variables": false,
			"value": testing.deny({}),
		},
	] with input as two_documents
}

test_statements_are_known_by_effect_type_and_level if {
	policies.allows == {0, 2} with input as two_documents
	policies.denies == {1, 3} with input as two_documents
	policies.of_level == {"scp[0]": {2}, "scp[1]": {3}} with input as two_documents
	policies.of_type == {
		"identity": {0, 1},
		"resource": set(),
		"boundary": set(),
		"session": set(),
		"scp": {2, 3},
		"rcp": set(),
	} with input as two_documents
}

statement_of(value) := {"type": "identity", "variables": true, "value": value}

test_action_patterns_are_lower_case_and_of_either_element if {
	policies.action_patterns(statement_of({"Action": ["S3:Get*", "s3:get*"]})) == {"s3:get*"}
	policies.action_patterns(statement_of({"NotAction": "iam:*"})) == {"iam:*"}
	policies.action_patterns(statement_of({})) == set()
}

test_resource_patterns_keep_their_case_and_say_where_they_stand if {
	policies.resource_patterns(statement_of({"Resource": "arn:aws:s3:::B"})) == {["identity", true, "arn:aws:s3:::B"]}
	policies.resource_patterns(statement_of({"NotResource": ["a", "b"]})) == {
		["identity", true, "a"],
		["identity", true, "b"],
	}
}

test_an_element_is_had_by_its_own_name if {
	policies.has(statement_of({"NotAction": "*"}), "NotAction")
	not policies.has(statement_of({"NotAction": "*"}), "Action")
}

test_an_element_is_named_in_either_form if {
	policies.names_resource(statement_of({"Resource": "*"}))
	policies.names_resource(statement_of({"NotResource": "*"}))
	not policies.names_resource(statement_of({"Action": "*"}))
	policies.names_principal(statement_of({"Principal": "*"}))
	policies.names_principal(statement_of({"NotPrincipal": "*"}))
	not policies.names_principal(statement_of({"Action": "*"}))
}

test_a_clause_is_one_key_under_one_operator if {
	condition := {"Bool": {"aws:ViaAWSService": false, "AWS:MFA": ["true"]}, "NumericLessThan": {"k": [1, "2"]}}
	policies.clauses(statement_of({"Condition": condition})) == {
		["Bool", "aws:viaawsservice", ["false"], true, "aws:ViaAWSService"],
		["Bool", "aws:mfa", ["true"], true, "AWS:MFA"],
		["NumericLessThan", "k", ["1", "2"], true, "k"],
	}
}

test_a_statement_without_conditions_has_no_clauses if {
	policies.clauses(statement_of({})) == set()
	policies.clauses(statement_of({"Condition": {}})) == set()
	policies.clauses(statement_of({"Condition": {"Bool": {}}})) == set()
}

test_a_json_value_stands_for_its_text if {
	policies.text("a") == "a"
	policies.text(true) == "true"
	policies.text(false) == "false"
	policies.text(3600) == "3600"
	policies.text(-1) == "-1"
	policies.text(1.5) == "1.5"
	policies.text(3600.0) == "3600"
}

test_null_has_no_text if not policies.text(null)
