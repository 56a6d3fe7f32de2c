package mfa.classes_test

import data.mfa.classes

# A subject whose user nobody said, and one whose policies are a role's.
of_anybody(statements) := of(statements, {"sample_user": true})

of(statements, more) := {"subject": object.union(given(statements).subject, more)}

# The users beside the sample that a condition distinguishes: the end of the ARN, the name, the identifier.
others(condition) := found if {
	found := classes.other_users with input as of_anybody([deny({"Condition": condition})])
}

own_id := "AIDACKCEVSQ6C2EXAMPLE"

named(name) := [sprintf("user/%s", [name]), name, own_id]

test_a_name_that_a_condition_leaves_out_is_another_user if {
	others({"StringNotEquals": {"aws:username": "breakglass"}}) == [named("breakglass")]
	others({"StringNotEqualsIfExists": {"AWS:UserName": "breakglass"}}) == [named("breakglass")]
	others({"ForAllValues:StringNotEquals": {"aws:username": "breakglass"}}) == [named("breakglass")]
	others({"StringNotLike": {"aws:username": ["svc-*", "ci-*"]}}) == [named("ci-mfagate-sample")]
}

test_where_a_condition_names_the_sample_others_are_tried if {
	others({"StringEquals": {"aws:username": "alice"}}) == [named("mfagate-sample")]
}

test_a_user_is_told_by_his_arn if {
	others({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ci-*"}}) == [named("ci-mfagate-sample")]
	others({"StringNotLike": {"aws:PrincipalArn": "*:user/ci-*"}}) == [named("ci-mfagate-sample")]
	others({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ops/*"}}) == [["user/ops/alice", "alice", own_id]]
}

test_a_user_is_told_by_his_identifier if {
	others({"StringNotLike": {"aws:userid": "AIDAEXAMPLE*"}}) == [["user/alice", "alice", "AIDAEXAMPLEmfagate-sample"]]
}

test_what_is_no_users_tells_no_users_apart if {
	others({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}) == []
	others({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci-*"}}) == []
	others({"StringNotLike": {"aws:userid": "AROAEXAMPLE:*"}}) == []
	others({"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:root"}}) == []
	others({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/${aws:username}"}}) == []
}

test_name_and_path_are_tried_together if {
	others({
		"StringNotLike": {"aws:username": "svc-*"},
		"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ops/*"},
	}) == [
		["user/ops/alice", "alice", own_id],
		["user/ops/svc-mfagate-sample", "svc-mfagate-sample", own_id],
		named("svc-mfagate-sample"),
	]
}

users(statements, more) := found if {
	found := classes.users with input as of(statements, more)
}

sparing := [deny({"Condition": {"StringNotEquals": {"aws:username": "breakglass"}}})]

test_other_users_are_tried_where_nobody_said_whose_the_policies_are if {
	users(sparing, {"sample_user": true}) == [{
		"aws:PrincipalArn": "arn:aws:iam::111122223333:user/breakglass",
		"aws:username": "breakglass",
		"aws:userid": own_id,
	}]
	users(sparing, {}) == []
	users(sparing, {"sample_user": true, "principal": "role"}) == []
	users([deny({"Condition": without_mfa})], {"sample_user": true}) == []
}

name_reasons(condition, more) := found if {
	found := classes.name_gaps with input as of([deny({"Condition": condition})], more)
}

# What is said where nobody said whose the policies are.
reasons_for_anybody(condition) := name_reasons(condition, {"sample_user": true})

test_names_that_are_divided_in_no_known_way_are_said if {
	unknown := "the values of %s overlap in more ways than mfagate tries"
	reasons_for_anybody({"StringNotLike": {"aws:username": ["*a*", "*b*"]}}) == {sprintf(unknown, ["aws:username"])}
	reasons_for_anybody({"StringNotLike": {"aws:PrincipalArn": "*ci-*"}}) == {sprintf(unknown, ["aws:PrincipalArn"])}
	reasons_for_anybody({"StringNotLike": {"aws:userid": ["*a*", "*b*"]}}) == {sprintf(unknown, ["aws:userid"])}
	reasons_for_anybody({"NumericEquals": {"aws:username": "5"}}) == {concat(" ", [
		"NumericEquals on aws:username",
		"distinguishes users in a way that mfagate does not try",
	])}
	reasons_for_anybody({"StringEquals": {"aws:username": "${aws:PrincipalTag/owner}"}}) == {concat(" ", [
		"the condition on aws:username",
		"compares a user's name with another key",
	])}
	reasons_for_anybody({"StringNotEquals": {"aws:username": "breakglass"}}) == set()
}

many_names := [deny({"Condition": {"StringEquals": {"aws:username": sprintf("u%d", [number])}}}) |
	some number in numbers.range(1, 9)
]

test_more_users_than_are_tried_are_said if {
	count(users(many_names, {"sample_user": true})) == 8
	reasons := classes.name_gaps with input as of_anybody(many_names)
	reasons == {"conditions on the user's name distinguish more users than mfagate tries"}
}

test_what_nobody_can_say_of_a_user_or_a_role_is_said if {
	name_reasons({"StringNotEquals": {"aws:userid": "AIDAX"}}, {}) == {concat(" ", [
		"mfagate tries only the value of aws:userid",
		"that the credential has",
	])}
	name_reasons({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}, {"principal": "role"}) == {concat(" ", [
		"mfagate tries only the value of aws:PrincipalArn",
		"that the sample role has",
	])}
	name_reasons({"StringNotEquals": {"aws:username": "breakglass"}}, {}) == set()
}

test_what_holds_the_samples_name_is_renamed if {
	user := {"aws:username": "bob", "aws:userid": "AIDAX"}
	renamed := classes.renamed(sprintf("home/alice/%s", [own_id]), user) with input as given([])
	renamed == "home/bob/AIDAX"
}
