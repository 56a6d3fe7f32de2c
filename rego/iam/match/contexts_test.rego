package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

with_conditions(conditions, contexts) := testing.asking(
	{"identity": [testing.document([testing.allow({"Condition": condition}) | some condition in conditions])]},
	[testing.request({"context": context}) | some context in contexts],
)

mfa := {"Bool": {"aws:MultiFactorAuthPresent": "true"}}

via := {"Bool": {"aws:MultiFactorAuthPresent": "true", "aws:ViaAWSService": "false"}}

test_all_clauses_of_a_statement_must_hold if {
	given := with_conditions([mfa, via, {}], [
		{"aws:MultiFactorAuthPresent": "true", "aws:ViaAWSService": "false"},
		{"aws:MultiFactorAuthPresent": "true"},
		{},
	])
	match.by_context == {
		{"aws:multifactorauthpresent": "true", "aws:viaawsservice": "false"}: {0, 1, 2},
		{"aws:multifactorauthpresent": "true"}: {0, 2},
		{}: {2},
	} with input as given
}

test_a_clause_is_prepared_once_for_all_statements_that_share_it if {
	given := with_conditions([mfa, via], [{}])
	object.keys(match.prepared) == {
		["Bool", "aws:multifactorauthpresent", ["true"], true, "aws:MultiFactorAuthPresent"],
		["Bool", "aws:viaawsservice", ["false"], true, "aws:ViaAWSService"],
	} with input as given
}

test_only_the_keys_that_conditions_name_tell_contexts_apart if {
	given := with_conditions([mfa], [{"aws:SourceIp": "203.0.113.1"}, {"aws:SourceIp": "203.0.113.2"}])
	match.condition_keys == {"aws:multifactorauthpresent"} with input as given
	match.relevant_contexts == {{}} with input as given
}

test_the_keys_of_variables_are_among_those if {
	given := with_conditions([{"StringEquals": {"a": "${B}"}}], [{"A": "x", "b": "x", "c": "x"}])
	match.relevant_contexts == {{"a": "x", "b": "x"}} with input as given
}

test_values_of_a_context_become_texts if {
	given := with_conditions([], [{"Number": 1, "Boolean": [true, "x"]}])
	match.context_of == {{"Number": 1, "Boolean": [true, "x"]}: {
		"number": "1",
		"boolean": ["true", "x"],
	}} with input as given
}

test_a_context_that_cannot_be_judged_is_left_out if {
	match.context_of == {} with input as with_conditions([], [{"k": null}, {"k": "x", "K": "y"}])
}
