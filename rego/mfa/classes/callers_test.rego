package mfa.classes_test

import data.mfa.classes

# A subject whose user nobody said, and one whose policies are a role's.
of_anybody(statements) := of(statements, {"sample_user": true})

of(statements, more) := {"subject": object.union(given(statements).subject, more)}

# The callers of a kind beside the sample that a condition distinguishes: the end of the ARN, the name, the identifier.
# (All are of the account.)
others(kind, condition) := found if {
	told_apart := classes.told_apart with input as of_anybody([deny({"Condition": condition})])
	found := [array.slice(caller, 0, 3) | some caller in told_apart[kind]]
	{caller[3] | some caller in told_apart[kind]} - {"111122223333"} == set()
}

own_id := "AIDACKCEVSQ6C2EXAMPLE"

role_id := "AROADBQP57FF2AEXAMPLE"

named(name) := [sprintf("user/%s", [name]), name, own_id]

role(name, session) := [sprintf("role/%s", [name]), name, sprintf("%s:%s", [role_id, session])]

test_a_name_that_a_condition_leaves_out_is_another_user if {
	others("user", {"StringNotEquals": {"aws:username": "breakglass"}}) == [named("breakglass")]
	others("user", {"StringNotEqualsIfExists": {"AWS:UserName": "breakglass"}}) == [named("breakglass")]
	others("user", {"ForAllValues:StringNotEquals": {"aws:username": "breakglass"}}) == [named("breakglass")]
	others("user", {"StringNotLike": {"aws:username": ["svc-*", "ci-*"]}}) == [named("ci-mfagate-sample")]
}

test_where_a_condition_names_the_sample_others_are_tried if {
	others("user", {"StringEquals": {"aws:username": "alice"}}) == [named("mfagate-sample")]
}

test_a_user_is_distinguished_by_arn if {
	others("user", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ci-*"}}) == [named("ci-mfagate-sample")]
	others("user", {"StringNotLike": {"aws:PrincipalArn": "*:user/ci-*"}}) == [named("ci-mfagate-sample")]
	others("user", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ops/*"}}) == [[
		"user/ops/alice",
		"alice",
		own_id,
	]]
}

test_a_user_is_distinguished_by_identifier if {
	others("user", {"StringNotLike": {"aws:userid": "AIDAEXAMPLE*"}}) == [[
		"user/alice",
		"alice",
		"AIDAEXAMPLEmfagate-sample",
	]]
}

test_a_role_is_distinguished_by_name_and_path if {
	others("role", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrgAdmin"}}) == [role("OrgAdmin", "alice")]
	others("role", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/b-*"}}) == [role("b-mfagate-sample", "alice")]
	others("role", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ops/*"}}) == [[
		"role/ops/ops",
		"ops",
		concat(":", [role_id, "alice"]),
	]]
}

test_a_session_is_distinguished_by_its_name if {
	others("role", {"StringNotLike": {"aws:userid": "*:ci-*"}}) == [role("ops", "ci-mfagate-sample")]
	others("role", {"StringNotLike": {"aws:userid": "AROAEXAMPLE1:*"}}) == [["role/ops", "ops", "AROAEXAMPLE1:alice"]]
}

test_a_permission_set_is_distinguished_by_name if {
	pattern := "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin*"
	found := others("identity-center", {"ArnNotLike": {"aws:PrincipalArn": pattern}})
	[caller[1] | some caller in found] == ["AWSReservedSSO_AdminSample_0123456789abcdef"]
}

test_what_names_one_kind_distinguishes_no_other if {
	others("user", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}) == []
	others("user", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci-*"}}) == []
	others("user", {"StringNotLike": {"aws:userid": "AROAEXAMPLE:*"}}) == []
	others("user", {"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:root"}}) == []
	others("user", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/${aws:username}"}}) == []
	others("role", {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ci-*"}}) == []
}

test_name_and_path_are_tried_together if {
	others("user", {
		"StringNotLike": {"aws:username": "svc-*"},
		"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/ops/*"},
	}) == [
		["user/ops/alice", "alice", own_id],
		["user/ops/svc-mfagate-sample", "svc-mfagate-sample", own_id],
		named("svc-mfagate-sample"),
	]
}

test_a_user_that_only_a_resource_pattern_distinguishes_is_tried if {
	statements := [
		{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"},
		{"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::home/svc-*", "Condition": without_mfa},
	]
	found := classes.told_apart with input as of_anybody(statements)
	found.user == [array.concat(named("svc-mfagate-sample"), ["111122223333"])]
}

users(statements, more) := [caller | some caller in found; caller.kind == "user"] if {
	found := classes.callers with input as of(statements, more)
}

exempting := [deny({"Condition": {"StringNotEquals": {"aws:username": "breakglass"}}})]

test_other_users_are_tried_where_nobody_said_whose_the_policies_are if {
	users(exempting, {"sample_user": true}) == [{
		"kind": "user",
		"principal": "arn:aws:iam::111122223333:user/breakglass",
		"context": {
			"aws:PrincipalArn": "arn:aws:iam::111122223333:user/breakglass",
			"aws:username": "breakglass",
			"aws:userid": own_id,
		},
	}]
	users(exempting, {}) == []
	users(exempting, {"sample_user": true, "principal": "role"}) == []
	users([deny({"Condition": without_mfa})], {"sample_user": true}) == []
}

test_a_session_has_no_user_name if {
	condition := {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrgAdmin"}}
	found := classes.callers with input as of([deny({"Condition": condition})], {})
	found == [{
		"kind": "role",
		"principal": "arn:aws:sts::111122223333:assumed-role/OrgAdmin/alice",
		"context": {
			"aws:PrincipalArn": "arn:aws:iam::111122223333:role/OrgAdmin",
			"aws:userid": concat(":", [role_id, "alice"]),
		},
	}]
}

test_a_user_that_only_a_resource_pattern_distinguishes_is_a_caller if {
	statements := [
		{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"},
		{"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::home/svc-*", "Condition": without_mfa},
	]
	[caller.context["aws:username"] | some caller in users(statements, {"sample_user": true})] == ["svc-mfagate-sample"]
}

around_a_tag(operator, key, before) := {operator: {key: concat("", [before, "${aws:PrincipalTag/team}"])}}

test_a_caller_is_tried_where_a_pattern_has_text_before_a_variable_that_varies if {
	others("user", around_a_tag("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:user/staff/")) == [[
		"user/staff/alice",
		"alice",
		own_id,
	]]
	others("user", around_a_tag("StringEquals", "aws:username", "svc-")) == [named("svc-mfagate-sample")]
	others("role", around_a_tag("StringLike", "aws:userid", "*:ci-")) == [role("ops", "ci-mfagate-sample")]
	others("user", around_a_tag("StringEquals", "aws:username", "")) == []
}

test_the_variable_is_tried_with_what_the_name_has_in_its_place if {
	condition := around_a_tag("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:user/staff/")
	found := classes.overlays with input as of_anybody([deny({"Condition": condition})])
	{"aws:PrincipalTag/team": "alice"} in found
}

test_a_name_is_tried_that_a_key_is_asked_for_where_the_two_are_compared if {
	found := classes.callers with input as of_anybody([deny({"Condition": {
		"StringEquals": {"aws:ResourceTag/Owner": "${aws:username}"},
		"StringNotLike": {"aws:ResourceTag/Owner": "svc-*"},
	}})])
	"svc-mfagate-sample" in {caller.context["aws:username"] | some caller in found; caller.kind == "user"}
}

test_where_a_pattern_has_a_question_mark_a_name_may_end_before_it if {
	found := classes.callers with input as of_anybody([deny({"Condition": {
		"StringLike": {"aws:username": "bot*"},
		"StringNotLike": {"aws:username": "bot?*"},
	}})])
	"bot" in {caller.context["aws:username"] | some caller in found; caller.kind == "user"}
}

test_a_path_is_tried_with_each_value_that_its_variable_is_asked_for if {
	condition := {
		"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:PrincipalTag/path}/*"},
		"StringNotEquals": {"aws:PrincipalTag/path": "ops"},
	}
	"user/ops/alice" in {caller[0] | some caller in others("user", condition)}
}
