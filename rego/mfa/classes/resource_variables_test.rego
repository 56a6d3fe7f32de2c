package mfa.classes_test

import data.mfa.classes

test_a_value_with_slashes_is_tried_where_another_pattern_has_more_segments if {
	longer := reading("arn:aws:s3:::data/a/b/x", {})
	globs("aws:principaltag/team", [reading("arn:aws:s3:::data/${aws:PrincipalTag/team}/x", {}), longer]) == {"a", "a/b"}
}

variable_reasons(other) := {entry.why | some entry in found} if {
	found := classes.variable_gaps with input as given([reading(team, {}), reading(other, {})])
}

test_a_wildcard_that_shifts_the_segments_is_a_gap if {
	every other in ["arn:aws:s3:::*secret*", "arn:aws:s3:::*/secret/*/x", "arn:aws:s3:::d*/a*b/${aws:username}"] {
		count(variable_reasons(other)) == 1
	}
	every other in ["arn:aws:s3:::data/*", "arn:aws:s3:::d*", "arn:aws:s3:::data/a*/x", "arn:aws:s3:::other/*/x"] {
		variable_reasons(other) == set()
	}
}

test_two_variables_in_one_segment_are_a_gap if {
	two := "arn:aws:s3:::data/${aws:PrincipalTag/a}-${aws:PrincipalTag/b}/*"
	found := classes.variable_gaps with input as given([reading(two, {})])
	{entry.why | some entry in found} == {concat("", [
		two,
		" has two variables in one segment; mfagate does not try every pair of values",
	])}
}

test_a_segment_that_cannot_or_must_match_is_clear if {
	place := {"begin": "a-", "end": ""}
	classes.is_clear_segment(place, "b-x")
	classes.is_clear_segment(place, classes.as_glob("a*"))
	classes.is_clear_segment(place, concat("", ["a-", "\uE000"]))
	not classes.is_clear_segment(place, classes.as_glob("*x"))
}

test_a_gap_of_a_variable_stands_at_its_statement if {
	found := classes.variable_gaps with input as given([
		reading("arn:aws:s3:::*secret*", {}),
		reading(team, {}),
	])
	{entry.statements | some entry in found} == {{1}}
}

test_a_wildcard_that_shifts_the_segments_gives_each_segment_as_a_value if {
	statements := [reading("arn:aws:s3:::data/x/${aws:PrincipalTag/team}", {}), reading("arn:aws:s3:::*/red/blue", {})]
	count({"red", "blue"} - globs("aws:principaltag/team", statements)) == 0
}

reasons_of(resources) := {entry.why | some entry in found} if {
	found := classes.variable_gaps with input as given([reading(resource, {}) | some resource in resources])
}

test_a_flag_or_a_place_as_a_variable_is_a_gap if {
	reasons_of(["arn:aws:s3:::data/${aws:MultiFactorAuthPresent}/*"]) == {concat("", [
		"mfagate does not try the values of ${aws:MultiFactorAuthPresent} ",
		"in the resource pattern arn:aws:s3:::data/${aws:MultiFactorAuthPresent}/*",
	])}
	count(reasons_of(["arn:aws:s3:::logs-${aws:ResourceAccount}/*"])) == 1
	reasons_of(["arn:aws:s3:::logs-${aws:PrincipalTag/team}/*"]) == set()
}

test_two_variables_with_slashes_are_a_gap if {
	two := "arn:aws:s3:::b/${aws:PrincipalTag/t}/${aws:PrincipalTag/u}"
	count(reasons_of([two, "arn:aws:s3:::b/a/b/c/d"])) == 1
	reasons_of([two, "arn:aws:s3:::b/a/b"]) == set()
	reasons_of([two, "arn:aws:s3:::c/a/b/c/d"]) == set()
}

test_a_tag_may_be_empty_and_a_name_not if {
	shared := reading("arn:aws:s3:::b/*", {})
	"" in globs("aws:principaltag/t", [reading("arn:aws:s3:::b${aws:PrincipalTag/t}/*", {}), shared])
	not "" in globs("aws:username", [reading("arn:aws:s3:::b${aws:username}/*", {}), shared])
}
