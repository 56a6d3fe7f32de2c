package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

test_the_few_actions_that_are_treated_apart_have_a_kind_of_their_own if {
	actions := [
		"sts:GetCallerIdentity", "sts:GetSessionToken", "sts:AssumeRole", "sts:AssumeRoleWithSAML",
		"kms:Decrypt", "s3:GetObject",
	]
	match.action_kinds == {
		"sts:getcalleridentity": "caller-identity",
		"sts:getsessiontoken": "session-token",
		"sts:assumerole": "role",
		"sts:assumerolewithsaml": "role",
		"kms:decrypt": "key",
		"s3:getobject": "plain",
	} with input as {"requests": [testing.request({"action": action}) | some action in actions]}
}

test_the_policy_of_a_role_or_a_key_governs_it if {
	match.special("role", "arn:aws:iam::1:role/deploy") == "use-of-role"
	match.special("role", "*") == "use-of-role"
	match.special("key", "arn:aws:kms:eu:1:key/id") == "use-of-key"
}

test_the_same_actions_are_plain_on_other_resources if {
	match.special("role", "arn:aws:iam::1:user/x") == "plain"
	match.special("role", "arn:aws:iam::1:user/alice") == "plain"
	match.special("key", "arn:aws:kms:eu:1:alias/name") == "plain"
}

test_other_kinds_do_not_depend_on_the_resource if {
	match.special("plain", "arn:aws:iam::1:role/deploy") == "plain"
	match.special("caller-identity", "*") == "caller-identity"
	match.special("session-token", "*") == "session-token"
}

test_what_goes_with_assuming_a_role_is_of_its_kind if {
	every action in [
		"sts:assumerole", "sts:assumerolewithsaml", "sts:tagsession", "sts:setsourceidentity",
		"sts:setcontext",
	] {
		match.action_kind(action) == "role"
	}
	match.action_kind("sts:decodeauthorizationmessage") == "plain"
}
