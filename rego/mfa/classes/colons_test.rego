package mfa.classes_test

import data.mfa.classes

logs(resource) := [{"Effect": "Allow", "Action": "logs:*", "Resource": resource}]

colons(statements) := {display_of(entry[0]) |
	some entry in found
} if {
	found := classes.patterns_with_colons with input as given(statements)
}

display_of(mask) := classes.display(mask)

test_a_question_mark_stands_for_the_colons_that_are_missing if {
	colons(logs("arn:aws:logs:*:*:log-group:a?log-stream:b")) == {"arn:aws:logs:*:*:log-group:a:log-stream:b"}
	colons(logs("arn:aws:logs:*:*:log-group?a?log-stream:b")) == {"arn:aws:logs:*:*:log-group:a:log-stream:b"}
}

test_no_colon_is_missing_where_the_resources_have_no_more if {
	colons(logs("arn:aws:logs:*:*:log-group:a?:log-stream:b")) == set()
	colons([{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::data/a?b"}]) == set()
}

test_a_resource_with_a_colon_in_place_of_a_question_mark_is_tried if {
	found := samples(logs("arn:aws:logs:*:*:log-group:a?log-stream:b"))
	"arn:aws:logs:eu-west-1:111122223333:log-group:a:log-stream:b" in {sample.resource | some sample in found.services}
}

test_more_question_marks_than_are_tried_are_a_gap if {
	pattern := "arn:aws:logs:*:*:log-group:a??????????b"
	why := sprintf("a ? in the resource pattern %s can stand for a colon in more ways than mfagate tries", [pattern])
	summary(logs(pattern)).why == [why]
	summary(logs("arn:aws:logs:*:*:log-group:a?b")).why == []
	summary(logs("arn:aws:logs:*:*:log-group?a?b?c")).why != []
}

test_a_tag_can_hold_the_colons_of_a_resource if {
	pattern := "arn:aws:logs:*:*:log-group:${aws:PrincipalTag/team}"
	why := sprintf("a variable in the resource pattern %s can hold colons, as the resources do", [pattern])
	summary(logs(pattern)).why == [why]
	summary(logs("arn:aws:logs:*:*:log-group:${aws:PrincipalTag/team}*")).why == []
	summary(logs("arn:aws:logs:*:*:log-group:${aws:username}")).why == []
	summary(logs([
		"arn:aws:logs:*:*:log-group:${aws:PrincipalTag/team}*",
		"arn:aws:logs:*:*:log-group:x:*",
	])).why != []
}
