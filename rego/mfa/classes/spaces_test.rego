package mfa.classes_test

import data.mfa.classes

test_a_pattern_that_holds_all_of_a_template_divides_nothing if {
	statements := [deny({"Action": "iam:*", "Resource": "arn:aws:iam::*:user/*"})]
	globs := classes.tail_globs with input as given(statements)
	globs[["arn:aws:iam::{account}:user/*", "", "111122223333", "iam"]] == set()
}

test_the_key_of_an_object_may_hold_colons if {
	statements := [deny({"Action": "s3:*", "Resource": "arn:aws:s3:::b/a:b/*"})]
	places := classes.candidates with input as given(statements)
	"arn:aws:s3:::b/a:b/mfagate-sample" in places["arn:aws:s3:::{bucket}/*"]
}

test_a_wildcard_at_the_end_reaches_over_later_colons if {
	stream := "arn:aws:logs:{region}:{account}:log-group:*:log-stream:*"
	statements := [deny({"Action": "logs:*", "Resource": "arn:aws:logs:*:*:log-group:/aws/f:*"})]
	places := classes.candidates with input as given(statements)
	some resource in places[stream]
	contains(resource, ":log-group:/aws/f:log-stream:")
}

test_a_wildcard_in_a_name_at_the_end_reaches_over_later_colons_too if {
	stream := "arn:aws:logs:{region}:{account}:log-group:*:log-stream:*"
	statements := [deny({"Action": "logs:*", "Resource": "arn:aws:logs:*:*:log-group:/aws/f*"})]
	places := classes.candidates with input as given(statements)
	"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/fmfagate-sample:log-stream:mfagate-sample" in places[stream]
}

# The ends of the resources of a template that a Resource pattern tells apart.
ends(resource, action, template) := {mask |
	found := classes.tail_globs with input as given([deny({"Action": action, "Resource": resource})])
	some place, globs in found
	place[0] == template
	some found_glob in globs
	mask := classes.display(found_glob)
}

aliased := "arn:aws:lambda:{region}:{account}:function:*:*"

test_the_wildcard_of_an_account_takes_up_a_colon_too if {
	ends("arn:aws:lambda:*:*:function:app-*", "lambda:*", aliased) == {"function:app-*:*", "function:function:app-*"}
	ends("arn:aws:lambda:*:111122223333:function:app-*", "lambda:*", aliased) == {"function:app-*:*"}
	ends("arn:aws:lambda:*:*:function:app", "lambda:*", aliased) == {"function:function:app"}
	ends("arn:aws:lambda:*:111122223333:function:app", "lambda:*", aliased) == set()
}

test_colons_that_wildcards_of_region_and_account_take_up if {
	classes.taken_by_head(["arn", "aws", "x", classes.any_text, "1"], 1) == {["1"]}
	classes.taken_by_head(["arn", "aws", "x", classes.any_text, "1"], 2) == {[classes.any_text, "1"]}
	classes.taken_by_head(["arn", "aws", "x", "r", classes.any_text], 2) == {[classes.any_text, classes.any_text]}
	classes.taken_by_head(["arn", "aws", "x", "r", "1"], 1) == set()
	classes.taken_by_head(["arn", "aws", "x", "r", "1"], 0) == {[]}
}

test_a_pattern_whose_service_or_end_may_take_up_many_colons_is_loose if {
	loose_patterns("arn:aws:states:*:*:x*", "states:*") == {"arn:aws:states:*:*:x*"}
	loose_patterns("arn:*:logs:*:*:log-group:x", "logs:*") == set()
	loose_patterns("arn:aws:logs:*:*:log-*:x:y", "logs:*") == set()
	loose_patterns("arn:aws:logs:*:*:log-group:x:*", "logs:*") == set()
	loose_patterns("arn:aws:log*:*:*:log-group:x", "logs:*") == {"arn:aws:log*:*:*:log-group:x"}
	loose_patterns("arn:aws:logs:*:*:log-group:*x*", "logs:*") == set()
	loose_patterns("arn:aws:iam::*:user/*a*", "iam:*") == set()
	loose_patterns("arn:aws:logs", "logs:*") == set()
}

loose_patterns(resource, action) := {classes.display(mask) |
	entries := classes.resource_patterns with input as given([deny({"Action": action, "Resource": resource})])
	found := classes.spaces with input as given([deny({"Action": action, "Resource": resource})])
	some entry in entries
	some space in found
	classes.is_loose(entry, space) with input as given([deny({"Action": action, "Resource": resource})])
	mask := entry[0]
}

test_a_wildcard_inside_an_end_takes_up_a_colon if {
	any_text := classes.any_text
	cut := {[classes.display(part) | some part in parts] | some parts in classes.cuts(["f", classes.as_glob("a*b*")])}
	cut == {["f", "a*", "*b*"], ["f", "a*b*", "*"]}
	classes.cuts(["f", "x"]) == set()
	classes.taken_by_end(["f"], 0) == {["f"]}
	classes.taken_by_end([any_text], 2) == {[any_text, any_text, any_text]}
	ends("arn:aws:lambda:eu-west-1:111122223333:function:*Sage*", "lambda:*", aliased) == {
		"function:*Sage*:*",
		"function:*:*Sage*",
	}
}

test_a_short_arn_may_take_up_any_colon if {
	classes.takes_otherwise(["arn", "aws", "logs"], 3)
	classes.may_match(["arn", "aws", "logs"], {})
	not classes.takes_otherwise(["arn", "aws", "logs", "r", "1", "x"], 1)
}

test_a_partition_takes_up_three_colons_or_more if {
	any_partition := ["arn", classes.any_text, "logs", "r", "1", "x"]
	classes.takes_otherwise(any_partition, 3)
	not classes.takes_otherwise(any_partition, 2)
}
