package mfa.scenarios.problems_test

import data.mfa.scenarios.problems

caller := {"account": "111122223333", "user": "alice"}

object_arn := "arn:aws:s3:::reports/q3.csv"

scenario(changes) := object.union(
	{
		"credentials": [["api-key", "absent"]],
		"request": {"action": "s3:GetObject", "resource": object_arn},
		"context": {},
		"unlisted": false,
		"callers": [caller],
	},
	changes,
)

# The messages about a scenario, by the path that they are about.
found(changes) := {problem.at: problem.message | some problem in problems_of(changes)}

problems_of(changes) := listed if {
	listed := problems.found with input as {"scenarios": [scenario(changes)]}
}

problems_with(action, resource) := found({"request": {"action": action, "resource": resource}})

newer := "if it is newer than the catalogue (2026-10-27), add unlisted: true"

test_a_request_that_can_be_made_is_no_problem if {
	problems_of({}) == []
	problems_with("S3:getobject", object_arn) == {}
	problems_with("s3:ListAllMyBuckets", "*") == {}
	problems_with("s3:ListAllMyBuckets", "arn:aws:s3:::*") == {}
	problems_with("iam:ListUsers", "arn:aws:iam::{account}:user/") == {}
	problems_with("iam:CreateAccessKey", "arn:aws:iam::{account}:user/{user}") == {}
	problems_with("iam:GetPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess") == {}
	problems_with("ec2:DescribeInstances", "*") == {}
	problems_with("kms:Decrypt", "arn:aws-cn:kms:cn-north-1:111122223333:key/1") == {}
	problems_with("sts:AssumeRole", "arn:aws:iam::999999999999:role/path/deployer") == {}
}

test_an_action_that_no_service_has_is_a_problem_with_the_closest_one if {
	problems_with("s3:GetObjct", "*") == {["request", "action"]: sprintf(
		"no service has s3:GetObjct; did you mean s3:GetObject? Otherwise, %s",
		[newer],
	)}
	problems_with("s3:ListBuckets", "*") == {["request", "action"]: sprintf(
		"no service has s3:ListBuckets; did you mean s3:ListAllMyBuckets? Otherwise, %s",
		[newer],
	)}
	problems_with("nowhere:Do", "*") == {["request", "action"]: sprintf("no service has nowhere:Do; %s", [newer])}
}

test_unlisted_accepts_names_newer_than_the_catalogue if {
	future := {"action": "s3:Future", "resource": "*"}
	problems_of({"unlisted": true, "request": future, "context": {"s3:future": "x"}}) == []
	count(problems_of({"unlisted": true, "context": {"aws:MultiFactorAuthPresent": "true"}})) == 1
}

test_a_resource_that_the_action_is_never_requested_on_is_a_problem if {
	arns := "arn:aws:s3:::{bucket}/* or arn:aws:s3:{region}:{account}:accesspoint/*/object/*"
	problems_with("s3:GetObject", "arn:aws:s3:::reports") == {["request", "resource"]: sprintf(
		"s3:GetObject is never requested on arn:aws:s3:::reports; expected %s",
		[arns],
	)}
	problems_with("s3:GetObject", "*") == {["request", "resource"]: sprintf(
		"s3:GetObject is requested on a resource, never on \"*\"; expected %s",
		[arns],
	)}
	problems_with("s3:ListBucket", object_arn)[["request", "resource"]]
	problems_with("ec2:StartInstances", object_arn)[["request", "resource"]]
	problems_with("iam:CreateAccessKey", "arn:aws:iam::{account}:role/x")[["request", "resource"]]
	problems_with("iam:CreateAccessKey", "arn:aws:iam::12:user/x")[["request", "resource"]]
}

test_an_action_without_a_resource_is_never_requested_on_one if {
	problems_with("s3:ListAllMyBuckets", "arn:aws:s3:::reports") == {["request", "resource"]: concat(" ", [
		"s3:ListAllMyBuckets takes no resource, so it is never requested on arn:aws:s3:::reports;",
		"write \"*\"",
	])}
}

test_an_unknown_context_key_is_a_problem_with_the_closest_one if {
	found({"context": {"aws:SourceIp": "192.0.2.1", "aws:SourcIp": "192.0.2.1", "x:y": "z"}}) == {
		["context", "aws:SourcIp"]: sprintf(
			"aws:SourcIp is an unknown condition key; did you mean aws:SourceIp? Otherwise, %s",
			[newer],
		),
		["context", "x:y"]: sprintf("x:y is an unknown condition key; %s", [newer]),
	}
}

test_each_problem_has_the_position_of_its_scenario if {
	listed := problems.found with input as {"scenarios": [scenario({}), scenario({"context": {"x:y": "z"}})]}
	[[problem.scenario, problem.at] | some problem in listed] == [[1, ["context", "x:y"]]]
}
