package iam.matches_test

import data.iam.matches
import data.iam.testing_test as testing

# The request that is asked with something changed, and what matches it.
matching(changed) := found if {
	found := matches.matching with input as testing.alone([testing.allow({})], changed)
}

test_what_matches_a_request_is_told_with_who_asks_where_and_how if {
	matching({}) == {0: [{0}, testing.alice, testing.account, "plain"]}
}

test_a_statement_must_match_on_every_element if {
	statements := [
		testing.allow({}),
		testing.allow({"Action": "ec2:*"}),
		testing.allow({"Resource": "arn:aws:s3:::other"}),
		testing.allow({"Condition": {"Null": {"k": "false"}}}),
	]
	matches.matching == {0: [{0}, testing.alice, testing.account, "plain"]} with input as testing.alone(statements, {})
}

test_requests_keep_their_places if {
	requests := [testing.request({}), "none", testing.request({"action": "sts:GetSessionToken"})]
	given := testing.asking({"identity": [testing.document([testing.allow({})])]}, requests)
	matches.matching == {
		0: [{0}, testing.alice, testing.account, "plain"],
		2: [{0}, testing.alice, testing.account, "session-token"],
	} with input as given
}

test_a_request_that_cannot_be_judged_is_left_out if {
	every changed in [
		{"principal": "nobody"}, {"action": "s3"}, {"resource": ""}, {"resource": 1}, {"resource_account": ""},
		{"resource_account": null}, {"context": {"k": null}}, {"context": "unknown"}, {"more": "x"},
	] {
		matching(changed) == {}
	}
}

test_there_is_nothing_to_match_without_requests if {
	matches.matching == {} with input as testing.asking({}, [])
}

test_a_context_may_be_named if {
	given := object.union(
		testing.alone([testing.allow({"Condition": {"Bool": {"K": "true"}}})], {"context": "one"}),
		{"contexts": {"one": {"k": "true"}, "two": {"k": "false"}}},
	)
	matches.given_contexts == {"one": {"k": "true"}} with input as given
	matches.contexts == {"one": {"names": {}, "ids": {0}}} with input as given
	matches.matching == {0: [{0}, testing.alice, testing.account, "plain"]} with input as given
}

test_a_context_in_its_request_is_its_own_name if {
	given := testing.alone([testing.allow({})], {"context": {"K": "x"}})
	matches.given_contexts == {{"K": "x"}: {"K": "x"}} with input as given
	matches.contexts == {{"K": "x"}: {"names": {}, "ids": {0}}} with input as given
}
