package mfa.classes_test

import data.mfa.classes

globs(key, statements) := found if {
	found := classes.key_globs(key) with input as given(statements)
}

reading(resource, condition) := {
	"Effect": "Allow",
	"Action": "s3:GetObject",
	"Resource": resource,
	"Condition": condition,
}

team := "arn:aws:s3:::data/${aws:PrincipalTag/team}/*"

test_a_variable_has_what_stands_in_its_place_elsewhere if {
	globs("aws:principaltag/team", [reading(team, {}), reading("arn:aws:s3:::data/alpha/*", {})]) == {"alpha"}
	globs("aws:principaltag/team", [reading(team, {}), reading("arn:aws:s3:::other/alpha/*", {})]) == set()
	globs("aws:principaltag/team", [reading(team, {}), reading("arn:aws:sqs:*:*:alpha", {})]) == set()
}

test_a_variable_has_what_a_condition_asks_of_its_key if {
	globs("aws:principaltag/team", [reading(team, {"StringEquals": {"aws:PrincipalTag/team": "red"}})]) == {"red"}
}

test_keys_that_are_compared_have_the_values_of_both_and_two_more_than_named if {
	compared := reading("*", {"StringEquals": {"aws:ResourceTag/a": "${aws:PrincipalTag/b}"}})
	named_elsewhere := reading("*", {"StringEquals": {"aws:PrincipalTag/b": "red"}})
	every key in ["aws:resourcetag/a", "aws:principaltag/b"] {
		globs(key, [compared, named_elsewhere]) == {"mfagate-other", "red"}
	}
}

test_what_stands_beside_a_variable_is_taken_off if {
	partly := reading("*", {"StringEquals": {"aws:ResourceTag/a": ["team-${aws:PrincipalTag/b}", "team-red"]}})
	"red" in globs("aws:principaltag/b", [partly])
}

values(key, statements) := found if {
	found := classes.candidate_values[key] with input as given(statements)
}

test_a_value_with_a_variable_is_tried_for_each_value_of_the_variable if {
	partly := reading("*", {"StringEquals": {"aws:ResourceTag/a": "team-${aws:PrincipalTag/b}"}})
	red := reading("*", {"StringEquals": {"aws:PrincipalTag/b": "red"}})
	count({"team-red", "team-mfagate-sample"} - values("aws:resourcetag/a", [partly, red])) == 0
}

test_a_key_with_several_values_has_two_at_once_under_plain_operators if {
	["mfagate-sample", "red"] in values("aws:tagkeys", [reading("*", {"StringEquals": {"aws:TagKeys": "red"}})])
	found := values("s3:prefix", [reading("*", {"StringEquals": {"s3:prefix": "red"}})])
	found == {null, "mfagate-sample", "red"}
}

test_a_key_that_is_compared_with_the_callers_name_has_it if {
	compared := reading("*", {"StringEquals": {"aws:username": "${aws:RequestTag/owner}"}})
	"alice" in values("aws:requesttag/owner", [compared])
	facing := [reading(sprintf("arn:aws:s3:::home/%s/*", [name]), {}) |
		some name in ["${aws:username}", "${aws:PrincipalTag/of}"]
	]
	"alice" in values("aws:principaltag/of", facing)
}

test_a_key_that_is_compared_with_the_flag_has_its_values if {
	compared := reading("*", {"StringEquals": {"aws:MultiFactorAuthPresent": "${aws:PrincipalTag/mfa}"}})
	count({"true", "false"} - values("aws:principaltag/mfa", [compared])) == 0
}

test_a_variable_in_the_callers_arn_has_the_callers_name if {
	owner := {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/${aws:PrincipalTag/owner}"}}
	"alice" in values("aws:principaltag/owner", [reading("*", owner)])
}
