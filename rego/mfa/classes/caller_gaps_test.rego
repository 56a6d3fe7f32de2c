package mfa.classes_test

import data.mfa.classes

caller_reasons(condition, more) := {entry.why | some entry in found} if {
	found := classes.caller_gaps with input as of([deny({"Condition": condition})], more)
}

# What is said where nobody said whose the policies are.
reasons_for_anybody(condition) := caller_reasons(condition, {"sample_user": true})

test_names_that_are_divided_in_no_known_way_are_said if {
	unknown := "the values of %s overlap in more ways than mfagate tries"
	reasons_for_anybody({"StringNotLike": {"aws:username": ["*a*", "*b*"]}}) == {sprintf(unknown, ["aws:username"])}
	reasons_for_anybody({"StringNotLike": {"aws:PrincipalArn": "*ci-*"}}) == {sprintf(unknown, ["aws:PrincipalArn"])}
	reasons_for_anybody({"StringNotLike": {"aws:userid": ["*a*", "*b*"]}}) == {sprintf(unknown, ["aws:userid"])}
	reasons_for_anybody({"NumericEquals": {"aws:username": "5"}}) == {concat(" ", [
		"NumericEquals on aws:username",
		"distinguishes callers in a way that mfagate does not try",
	])}
	reasons_for_anybody({"StringNotEquals": {"aws:username": "breakglass"}}) == set()
	reasons_for_anybody({"StringNotLike": {"aws:userid": "*:ci-*"}}) == set()
}

many_names := [deny({"Condition": {"StringEquals": {"aws:username": sprintf("u%d", [number])}}}) |
	some number in numbers.range(1, 9)
]

test_more_users_than_are_tried_are_said if {
	count(users(many_names, {"sample_user": true})) == 8
	reasons := classes.caller_gaps with input as of_anybody(many_names)
	{entry.why | some entry in reasons} == {"the policies distinguish more callers of the kind user than mfagate tries"}
}

test_an_identifier_that_nobody_said_is_said if {
	unknown := "mfagate tries only the value of aws:userid that the credential has"
	caller_reasons({"StringNotEquals": {"aws:userid": "AIDAX"}}, {}) == {unknown}
	caller_reasons({"StringNotEquals": {"aws:username": "breakglass"}}, {}) == set()
}

test_the_path_of_a_user_who_is_named_is_not_known if {
	path := {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/staff/*"}}
	caller_reasons(path, {"user": "carol"}) == {"mfagate does not know the path of the user carol"}
	caller_reasons(path, {"user": "carol", "sample_user": true}) == set()
	caller_reasons({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/staff/bob"}}, {"user": "carol"}) == set()
	caller_reasons({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/carol"}}, {"user": "carol"}) == set()
}
