package mfa.classes_test

import data.mfa.classes

# Everything is alike to a policy that denies everything.
test_a_policy_that_names_nothing_leaves_the_columns_and_the_decision_to_divide if {
	found := samples([deny({"Condition": without_mfa})])
	asked(found.services) == {
		["s3:GetObject", "arn:aws:s3:::mfagate-sample/mfagate-sample"],
		["kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/mfagate-sample"],
		["ecr:PutImage", "arn:aws:ecr:eu-west-1:111122223333:repository/mfagate-sample"],
	}
	{sample.write | some sample in found.identity} == {true, false}
	asked(found.registry) == {["ecr:PutImage", "arn:aws:ecr:eu-west-1:111122223333:repository/mfagate-sample"]}
	found.contexts == [{}]
	found.ages == []
}

test_the_own_user_and_others_are_distinguished_where_a_policy_does if {
	found := samples([deny({
		"Action": "iam:UpdateLoginProfile",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
		"Condition": without_mfa,
	})])
	["iam:UpdateLoginProfile", "arn:aws:iam::111122223333:user/alice"] in asked(found.identity)
	count([sample | some sample in found.identity; sample.write]) == 2
}

test_a_plain_proof_is_complete if {
	summary([deny({"Condition": without_mfa})]) == {
		"complete": true,
		"why": [],
		"gaps": [],
		"classes": 8,
		"contexts": 1,
		"actions": data.mfa.actions.count,
		"date": data.mfa.actions.date,
	}
}

test_the_use_of_a_role_and_of_a_key_are_one_class if {
	classes.decision_kind("use-of-role") == "use"
	classes.decision_kind("use-of-key") == "use"
	classes.decision_kind("plain") == "plain"
}

# A name that is no action of its service is no request; one that AWS may yet give is.
test_a_name_that_is_no_action_is_no_request if {
	statements := [deny({"NotAction": ["iam:NoSuchAction", "iam:Get*"], "Condition": without_mfa})]
	is_no_action({"known": false, "action": "iam:nosuchaction"}, statements)
	not is_no_action({"known": false, "action": "iam:unlisted"}, statements)
	not is_no_action({"known": true, "action": "iam:nosuchaction"}, statements)
	found := samples(statements)
	every sample in array.concat(found.identity, found.services) {
		lower(sample.action) != "iam:nosuchaction"
	}
}

is_no_action(class, statements) if classes.is_nonexistent_action(class) with input as given(statements)

# What the classes of a column stand for, all together.
stood_for(name, statements) := stands_for if {
	verdicts := [{"class": sample.class} | some sample in samples(statements)[name]]
	stands_for := classes.actions_in(verdicts) with input as given(statements)
}

test_an_action_that_is_in_several_classes_is_counted_once if {
	by_resource := deny({
		"Action": ["iam:*", "s3:*"],
		"Resource": ["arn:aws:iam::*:user/a*", "arn:aws:s3:::b/*", "arn:aws:lambda:*:*:function:c"],
		"Condition": without_mfa,
	})
	count(samples([by_resource]).services) > count(samples([deny({"Condition": without_mfa})]).services)
	every name in ["services", "identity", "exempt"] {
		stood_for(name, [by_resource]) == stood_for(name, [deny({"Condition": without_mfa})])
	}
}

test_all_columns_together_are_the_catalogue if {
	sizes := [stood_for(name, [deny({"Condition": without_mfa})]) | some name in ["services", "identity", "exempt"]]
	sum(sizes) == data.mfa.actions.count
}

test_what_stands_for_no_class_is_an_action_by_itself if {
	asks_for := {"action": "sts:AssumeRole"}
	classes.actions_in([{"class": null, "request": asks_for}, {"class": null, "request": asks_for}]) == 1
	classes.actions_in([
		{"class": null, "request": asks_for},
		{"class": null, "request": {"action": "sts:TagSession"}},
	]) == 2
}
