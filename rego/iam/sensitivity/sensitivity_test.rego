package iam.sensitivity_test

import data.iam.sensitivity
import data.iam.testing_test as testing

# What one request depends on under these policies.
on(policies, changed) := found if {
	[found] = sensitivity.by_request with input as testing.asking(policies, [testing.request(changed)])
}

allowing := [testing.document([testing.allow({})])]

test_every_value_but_the_chosen_one_is_another_reading if {
	["colon-crossing", "always"] in sensitivity.readings with input as {}
	["colon-crossing", "never"] in sensitivity.readings with input as {}
	not ["colon-crossing", "last-in-segment"] in sensitivity.readings with input as {}
	assumed := {"assumptions": {"colon-crossing": "never"}}
	["colon-crossing", "last-in-segment"] in sensitivity.readings with input as assumed
	not ["colon-crossing", "never"] in sensitivity.readings with input as assumed
}

test_an_answer_that_no_reading_changes_depends_on_nothing if {
	on({"identity": allowing}, {}) == []
	on({}, {}) == []
}

test_an_answer_that_another_reading_changes_depends_on_it if {
	pattern := "arn:aws:dynamodb:*:table/x"
	on({"identity": [testing.document([testing.allow({"Resource": pattern})])]}, {
		"action": "dynamodb:GetItem",
		"resource": "arn:aws:dynamodb:eu:1:table/x",
	}) == [
		{
			"assumption": "colon-crossing",
			"chosen": "last-in-segment",
			"value": "never",
			"decision": "ImplicitlyDenied",
		},
		{
			"assumption": "short-arns",
			"chosen": "by-policy-type",
			"value": "never-match",
			"decision": "ImplicitlyDenied",
		},
	]
}

test_a_reading_that_changes_a_match_and_no_answer_is_not_reported if {
	pattern := "arn:aws:dynamodb:*:table/x"
	statements := [testing.allow({}), testing.allow({"Resource": pattern})]
	asked := testing.asking({"identity": [testing.document(statements)]}, [testing.request({
		"action": "dynamodb:GetItem",
		"resource": "arn:aws:dynamodb:eu:1:table/x",
	})])
	["colon-crossing", "never"] in sensitivity.relevant with input as asked
	sensitivity.by_request == [[]] with input as asked
}

test_the_deny_of_a_session_token_is_a_point_of_its_own if {
	on({"identity": [testing.document([testing.deny({})])]}, {"action": "sts:GetSessionToken"}) == [{
		"assumption": "get-session-token-deny",
		"chosen": "applies",
		"value": "ignored",
		"decision": "Allowed",
	}]
}

test_a_policy_of_the_resource_that_is_not_given_is_a_point_of_its_own if {
	across := {"resource_account": "999999999999"}
	on({"identity": allowing}, across) == [{
		"assumption": "unstated-resource-policy",
		"chosen": "denies",
		"value": "agrees",
		"decision": "Allowed",
	}]
	on({"identity": allowing, "resource": testing.document([testing.granting("*", {})])}, across) == []
}

test_a_reading_is_relevant_only_where_it_can_change_an_answer if {
	resource := testing.document([testing.granting("*", {})])
	sensitivity.relevant == [] with input as testing.asking({"resource": resource}, [testing.request({})])
	given := testing.asking({}, [testing.request({})])
	sensitivity.relevant == [["unstated-resource-policy", "agrees"]] with input as given
}

test_the_chosen_reading_is_reported_with_the_others if {
	asked := object.union(testing.alone([testing.allow({})], {"resource_account": "999999999999"}), {
		"assumptions": {"unstated-resource-policy": "agrees"},
		"explain": true,
	})
	sensitivity.by_request == [[{
		"assumption": "unstated-resource-policy",
		"chosen": "agrees",
		"value": "denies",
		"decision": "ImplicitlyDenied",
	}]] with input as asked
}

test_each_request_has_its_own_list if {
	requests := [testing.request({}), testing.request({"action": "sts:GetSessionToken"}), "none"]
	denying := {"identity": [testing.document([testing.deny({})])]}
	sensitivity.by_request == [
		[],
		[{
			"assumption": "get-session-token-deny",
			"chosen": "applies",
			"value": "ignored",
			"decision": "Allowed",
		}],
		[],
	] with input as testing.asking(denying, requests)
}
