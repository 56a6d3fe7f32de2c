package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

# The request that is asked with something changed, and what matches it.
matching(changed) := found if {
	found := match.decision_keys with input as testing.alone([testing.allow({})], changed)
}

test_what_matches_a_request_is_reported_with_who_asks_where_and_how if {
	matching({}) == {0: [{0}, testing.alice, testing.account, false, "plain"]}
}

test_a_statement_must_match_on_every_element if {
	statements := [
		testing.allow({}),
		testing.allow({"Action": "ec2:*"}),
		testing.allow({"Resource": "arn:aws:s3:::other"}),
		testing.allow({"Condition": {"Null": {"k": "false"}}}),
	]
	given := testing.alone(statements, {})
	match.decision_keys == {0: [{0}, testing.alice, testing.account, false, "plain"]} with input as given
}

test_who_asks_for_a_service_linked_role_is_reported_by_principal_and_context if {
	session := "arn:aws:sts::123456789012:assumed-role/AWSServiceRoleForECS/s"
	role := "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
	asked := [
		testing.request({"principal": session, "context": {"aws:PrincipalArn": role}}),
		testing.request({"principal": session, "context": {"aws:PrincipalArn": "arn:aws:iam::1:role/x"}}),
		testing.request({"principal": testing.alice, "context": {}}),
	]
	given := testing.asking({"identity": [testing.document([testing.allow({})])]}, asked)
	[matched[3] | some matched in match.decision_keys] == [true, false, false] with input as given
	match.service_linked == {[session, {"aws:PrincipalArn": role}], [session, {}]} with input as given
}

test_requests_keep_their_places if {
	requests := [testing.request({}), "none", testing.request({"action": "sts:GetSessionToken"})]
	given := testing.asking({"identity": [testing.document([testing.allow({})])]}, requests)
	match.decision_keys == {
		0: [{0}, testing.alice, testing.account, false, "plain"],
		2: [{0}, testing.alice, testing.account, false, "session-token"],
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
	match.decision_keys == {} with input as testing.asking({}, [])
}

test_a_context_may_be_named if {
	given := object.union(
		testing.alone([testing.allow({"Condition": {"Bool": {"K": "true"}}})], {"context": "one"}),
		{"contexts": {"one": {"k": "true"}, "two": {"k": "false"}}},
	)
	match.given_contexts == {"one": {"k": "true"}} with input as given
	match.contexts == {"one": {"names": {}, "ids": {0}}} with input as given
	match.decision_keys == {0: [{0}, testing.alice, testing.account, false, "plain"]} with input as given
}

test_a_context_in_its_request_is_its_own_name if {
	given := testing.alone([testing.allow({})], {"context": {"K": "x"}})
	match.given_contexts == {{"K": "x"}: {"K": "x"}} with input as given
	match.contexts == {{"K": "x"}: {"names": {}, "ids": {0}}} with input as given
}
