package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

test_each_requested_action_has_its_family if {
	actions := [
		"sts:GetCallerIdentity", "sts:GetSessionToken", "sts:AssumeRole", "sts:AssumeRoleWithSAML",
		"kms:Decrypt", "s3:GetObject",
	]
	match.action_families == {
		"sts:getcalleridentity": "caller-identity",
		"sts:getsessiontoken": "session-token",
		"sts:assumerole": "assume-role",
		"sts:assumerolewithsaml": "assume-role",
		"kms:decrypt": "kms-key",
		"s3:getobject": "plain",
	} with input as {"requests": [testing.request({"action": action}) | some action in actions]}
}

test_the_use_of_a_role_or_a_key_is_special if {
	match.special("assume-role", "arn:aws:iam::1:role/deploy") == "use-of-role"
	match.special("assume-role", "*") == "use-of-role"
	match.special("kms-key", "arn:aws:kms:eu:1:key/id") == "use-of-key"
}

test_the_same_actions_are_plain_on_other_resources if {
	match.special("assume-role", "arn:aws:iam::1:user/x") == "plain"
	match.special("assume-role", "arn:aws:iam::1:user/alice") == "plain"
	match.special("kms-key", "arn:aws:kms:eu:1:alias/name") == "plain"
}

test_other_families_do_not_depend_on_the_resource if {
	match.special("plain", "arn:aws:iam::1:role/deploy") == "plain"
	match.special("caller-identity", "*") == "caller-identity"
	match.special("session-token", "*") == "session-token"
}
