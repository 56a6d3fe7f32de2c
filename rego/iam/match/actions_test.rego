package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

# The statements that each of these actions matches.
by_action(statements, actions) := found if {
	policies := {"identity": [testing.document(statements)]}
	requests := [testing.request({"action": action}) | some action in actions]
	found := match.by_action with input as testing.asking(policies, requests)
}

test_actions_match_without_case_and_with_wildcards if {
	statements := [
		testing.allow({"Action": "S3:getobject"}),
		testing.allow({"Action": ["s3:Get*", "ec2:*"]}),
		testing.allow({"Action": "s3:Get?bject"}),
		testing.allow({"Action": "*"}),
	]
	by_action(statements, ["s3:GetObject", "s3:GetBucket", "ec2:RunInstances", "iam:GetUser"]) == {
		"s3:getobject": {0, 1, 2, 3},
		"s3:getbucket": {1, 3},
		"ec2:runinstances": {1, 3},
		"iam:getuser": {3},
	}
}

test_a_not_action_matches_every_action_that_none_of_its_patterns_matches if {
	statements := [
		object.remove(testing.deny({"NotAction": ["iam:*", "sts:GetSessionToken"]}), ["Action"]),
		object.remove(testing.deny({"NotAction": "IAM:getuser"}), ["Action"]),
	]
	by_action(statements, ["iam:GetUser", "iam:ListUsers", "sts:GetSessionToken", "s3:GetObject"]) == {
		"iam:getuser": set(),
		"iam:listusers": {1},
		"sts:getsessiontoken": {1},
		"s3:getobject": {0, 1},
	}
}

test_other_signs_are_literal_in_an_action if {
	by_action([testing.allow({"Action": "s3:Get.*"})], ["s3:GetObject", "s3:Get.x"]) == {
		"s3:getobject": set(),
		"s3:get.x": {0},
	}
}

test_actions_that_are_none_are_left_out if by_action([testing.allow({})], ["s3", "", "s3:*"]) == {}

test_an_element_covers_what_it_hits_and_a_not_element_the_rest if {
	match.covered_actions(false, {"a"}, {"a", "b"}) == {"a"}
	match.covered_actions(true, {"a"}, {"a", "b"}) == {"b"}
}
