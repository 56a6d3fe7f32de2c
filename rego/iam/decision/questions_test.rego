package iam.decision_test

import data.iam.decision
import data.iam.testing_test as testing

test_requests_that_cannot_be_distinguished_are_one_question if {
	policies := {"identity": [testing.document([testing.allow({"Action": "s3:*"})])]}
	requests := [
		testing.request({"action": "s3:GetObject"}),
		testing.request({"action": "s3:PutObject", "context": {"k": "v"}}),
		testing.request({"action": "ec2:RunInstances"}),
	]
	allowed := [{0}, testing.alice, testing.account, false, "plain"]
	other := [set(), testing.alice, testing.account, false, "plain"]
	common := {"principal": testing.alice, "account": testing.account, "linked": false, "action": "plain"}
	decision.questions == {
		allowed: object.union(common, {"matching": {0}}),
		other: object.union(common, {"matching": set()}),
	} with input as testing.asking(policies, requests)
}

test_there_are_no_questions_without_requests if {
	decision.questions == {} with input as testing.asking({}, [])
}
