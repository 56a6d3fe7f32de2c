package mfa.hijack_test

import data.mfa.hijack

names(given) := found if {
	found := hijack.names with input as given
}

test_a_sample_stands_for_what_no_policy_names if {
	found := names(granted("iam:*", "strict"))
	found.role == ["arn:aws:iam::123456789012:role/mfagate-role"]
	found["admin-group"] == ["arn:aws:iam::123456789012:group/mfagate-administrators"]
	found.function == ["arn:aws:lambda:eu-west-1:123456789012:function:mfagate-sample"]
	found.bucket == ["arn:aws:s3:::mfagate-attacker"]
	found["any-role"] == [
		"arn:aws:iam::123456789012:role/mfagate-role",
		"arn:aws:iam::123456789012:role/mfagate-open-role",
		"arn:aws:iam::123456789012:role/mfagate-mfa-role",
	]
	found.renamed == []
}

test_names_and_regions_that_policies_spell_out_are_tried if {
	found := names(granted_on(["iam:*", "lambda:*", "ec2:*"], [
		"arn:aws:iam::*:group/Admins",
		"arn:aws:lambda:*:*:function:app-*",
		"arn:aws:ec2:us-east-1:*:*/*",
	]))
	found.group == ["arn:aws:iam::123456789012:group/mfagate-users", "arn:aws:iam::123456789012:group/Admins"]
	"arn:aws:lambda:eu-west-1:123456789012:function:app-mfagate-sample" in found.function
	"arn:aws:ec2:us-east-1:123456789012:instance/mfagate-sample" in found.instance
}

test_a_fact_names_what_it_says if {
	facts := {"account_facts": {"role": "team/deploy", "group": "staff"}}
	found := names(object.union(granted("iam:*", "strict"), facts))
	found.role[0] == "arn:aws:iam::123456789012:role/team/deploy"
	found.group[0] == "arn:aws:iam::123456789012:group/staff"
}

test_one_name_stands_for_all_that_the_same_statements_are_about if {
	roles := [sprintf("arn:aws:iam::123456789012:role/%s", [name]) | some name in ["a", "b", "c"]]
	array.slice(names(granted_on("sts:AssumeRole", roles)).role, 1, 9) == [roles[0]]
	but_b := stated([allow("sts:*", roles), {"Effect": "Deny", "Action": "sts:*", "Resource": roles[1]}])
	array.slice(names(but_b).role, 1, 9) == [roles[0], roles[1]]
}

test_the_users_own_are_no_names if {
	own := ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:mfa/${aws:username}", "arn:aws:iam::*:role/*"]
	found := names(granted_on("iam:*", own))
	found["other-user"] == ["arn:aws:iam::123456789012:user/mfagate-other"]
	found["new-device"] == ["arn:aws:iam::123456789012:mfa/mfagate-attacker"]
	count(found.role) == 1
}

exempt_by_name(names_there) := stated([
	allow("*", "*"),
	object.union(guard("BoolIfExists", "iam:UpdateUser"), {"Condition": {
		"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
		"StringNotLike": {"aws:username": names_there},
	}}),
])

test_a_user_can_be_renamed_as_the_policies_name_users if {
	names(exempt_by_name("breakglass")).renamed == ["arn:aws:iam::123456789012:user/breakglass"]
	count(names(exempt_by_name(["root-a", "root-b"])).renamed) == 1
	names(exempt_by_name("alice")).renamed == ["arn:aws:iam::123456789012:user/mfagate-sample"]
}

test_too_many_names_are_a_gap if {
	roles := [sprintf("arn:aws:iam::123456789012:role/r%d", [number]) | some number in numbers.range(1, 6)]
	given := stated([allow(sprintf("iam:Get%d", [number]), role) | some number, role in roles])
	hijack.name_gaps == {"policies tell more names apart than are tried"} with input as given
	hijack.name_gaps == set() with input as granted("*", "strict")
	users := stated([denied |
		some number in numbers.range(1, 5)
		denied := {
			"Effect": "Deny",
			"Action": "iam:Get*",
			"Resource": "*",
			"Condition": {"StringEquals": {"aws:username": sprintf("u%d", [number])}},
		}
	])
	hijack.name_gaps == {"policies tell more users apart than the user is renamed to"} with input as users
}

test_names_that_conditions_ask_for_are_tried if {
	found := names(stated([object.union(allow("iam:*", "*"), {"Condition": {"ArnLike": {"iam:PolicyARN": [
		"arn:aws:iam::*:policy/dev/*",
		"arn:aws:iam::aws:policy/ReadOnlyAccess",
	]}}})]))
	found["new-policy"] == [
		"arn:aws:iam::123456789012:policy/mfagate-new",
		"arn:aws:iam::123456789012:policy/ReadOnlyAccess",
		"arn:aws:iam::123456789012:policy/dev/mfagate-sample",
	]
}

test_more_names_in_conditions_than_are_tried_are_a_gap if {
	asked := [sprintf("arn:aws:iam::*:policy/p%d", [number]) | some number in numbers.range(1, 5)]
	one := stated([object.union(allow("iam:*", "*"), {"Condition": {"ArnLike": {"iam:PolicyARN": asked}}})])
	"conditions name more resources than are tried" in hijack.name_gaps with input as one
}
