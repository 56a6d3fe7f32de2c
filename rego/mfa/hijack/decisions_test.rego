package mfa.hijack_test

import data.mfa.hijack

test_all_questions_of_a_state_are_asked_at_once if {
	heard := hijack.first_heard with input as unguarded_iam with hijack.graph.moves as only("create-key")
	count(heard.asked) == count(heard.answers)
	`["","iam:CreateAccessKey","{self}",{}]` in heard.open["api-key absent"]
	{answer.decision | some answer in heard.answers} == {"Allowed"}
}

test_who_is_named_by_a_trust_policy_needs_no_allow if {
	hijack.is_but_not_granted({"decision": "ImplicitlyDenied", "denied_by": ["identity"]})
	hijack.is_but_not_granted({"decision": "ImplicitlyDenied", "denied_by": ["identity", "boundary"]})
	not hijack.is_but_not_granted({"decision": "ImplicitlyDenied", "denied_by": ["scp", "identity"]})
	not hijack.is_but_not_granted({"decision": "ExplicitlyDenied", "denied_by": []})
}

test_another_account_is_let_in_unless_an_rcp_denies_it if {
	hijack.is_outside_admitted with input as unguarded
	not outside(fenced)
	other := {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
	outside({"subject": object.union(unguarded.subject, {"policies": {"rcp": [[document([other])]]}})})
}

outside(given) if {
	hijack.is_outside_admitted with input as given
}

test_what_cannot_be_judged_is_a_problem if {
	broken := subject([document([{"Effect": "Permit", "Action": "*", "Resource": "*"}])], "strict")
	count(hijack.policy_problems) == 1 with input as broken
	hijack.policy_problems == set() with input as unguarded
}

# Whoever passes a role to a function in this region, where all but one region are denied.
passing_in(region) := stated([
	allow("iam:PassRole", "*"),
	allow("lambda:*", sprintf("arn:aws:lambda:%s:*:function:app", [region])),
	{
		"Effect": "Deny",
		"NotAction": "iam:*",
		"Resource": "*",
		"Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}},
	},
])

test_a_call_is_made_in_the_region_of_its_resource if {
	open("pass-role", "api-key", passing_in("eu-central-1"))
	not open("pass-role", "api-key", passing_in("us-west-2"))
}

test_iam_is_asked_in_its_one_region if {
	open("create-key", "api-key", creating_keys_but_in("eu-west-1"))
	not open("create-key", "api-key", creating_keys_but_in("us-east-1"))
}

creating_keys_but_in(region) := stated([
	allow("iam:CreateAccessKey", "*"),
	{
		"Effect": "Deny",
		"Action": "iam:*",
		"Resource": "*",
		"Condition": {"StringEquals": {"aws:RequestedRegion": region}},
	},
])
