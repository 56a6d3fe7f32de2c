package iam_test

import data.iam
import data.iam.testing_test as testing

statements := [testing.allow({"Sid": "All"}), testing.deny({"Action": "ec2:*"})]

by_allow := {"policy": "identity[0]", "statement": 0, "sid": "All", "effect": "Allow"}

by_deny := {"policy": "identity[0]", "statement": 1, "sid": null, "effect": "Deny"}

allowed := {
	"decision": "Allowed",
	"by": [by_allow],
	"denied_by": [],
	"reason": "allowed by identity[0] statement 0 (All)",
}

denied := {
	"decision": "ExplicitlyDenied",
	"by": [by_deny],
	"denied_by": [],
	"reason": "explicitly denied by identity[0] statement 1",
}

asked := testing.asking({"identity": [testing.document(statements)]}, [
	testing.request({}),
	testing.request({"action": "ec2:RunInstances"}),
	testing.request({}),
])

test_there_is_one_answer_for_each_request_in_order if {
	iam.answers == [allowed, denied, allowed] with input as asked
	iam.answers == [allowed, denied, allowed] with input as object.union(asked, {"explain": false})
}

test_no_requests_have_no_answers if iam.answers == [] with input as testing.asking({}, [])

test_a_request_that_nothing_allows_is_implicitly_denied if {
	iam.answers == [{
		"decision": "ImplicitlyDenied",
		"by": [],
		"denied_by": ["identity"],
		"reason": "implicitly denied: no identity policy allows it",
	}] with input as testing.asking({}, [testing.request({})])
}

test_statements_that_nearly_applied_are_reported_when_asked_for if {
	iam.answers == [
		object.union(allowed, {"near": [object.union(by_deny, {"failed": [{
			"element": "Action",
			"path": ["Action"],
			"why": "s3:GetObject is not covered by Action ec2:*",
		}]})]}),
		object.union(denied, {"near": []}),
	] with input as {"policies": asked.policies, "requests": array.slice(asked.requests, 0, 2), "explain": true}
}

test_policies_that_cannot_be_judged_are_refused_for_every_request if {
	refused := {"error": {
		"where": "/policies/identity/0",
		"message": "a policy document must be an object",
	}}
	requests := [testing.request({}), "none"]
	iam.answers == [refused, refused] with input as testing.asking({"identity": ["text"]}, requests)
}

test_the_first_of_several_problems_is_reported if {
	iam.answers == [{"error": {
		"where": "/policies/identity/0",
		"message": "a policy document must be an object",
	}}] with input as testing.asking({"identity": ["text", "more"]}, [testing.request({})])
}

test_a_request_that_cannot_be_judged_is_refused_alone if {
	requests := [testing.request({"action": "s3"}), testing.request({})]
	refused := {"error": {
		"where": "/request/action",
		"message": "an action must be service:Name, such as s3:GetObject",
	}}
	iam.answers == [refused, allowed] with input as testing.asking(asked.policies, requests)
	explained := object.union(testing.asking(asked.policies, requests), {"explain": true})
	iam.answers[0] == refused with input as explained
}
