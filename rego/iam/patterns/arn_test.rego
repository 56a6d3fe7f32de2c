package iam.patterns_test

import data.iam.patterns

test_each_of_the_first_five_parts_is_compared_on_its_own if {
	patterns.arn_like("arn:aws:s3:*:1?:b/*") == `(?s)^arn:aws:s3:[^:]*:1[^:]:b/.*$`
}

test_colons_belong_to_the_sixth_part if {
	patterns.arn_like("arn:aws:logs:eu:1:log-group:*:x") == `(?s)^arn:aws:logs:eu:1:log-group:.*:x$`
}

test_six_parts_make_an_arn if patterns.arn_like("a:b:c:d:e:f") == "(?s)^a:b:c:d:e:f$"

test_five_parts_make_none if not patterns.arn_like("a:b:c:d:e")

test_a_resource_of_six_parts_is_taken_as_it_is if {
	patterns.resource_like("arn:aws:s3:::b/*", "last-in-segment", true) == "arn:aws:s3:::b/.*"
}

test_a_star_at_the_end_of_a_segment_may_cross_colons if {
	patterns.resource_like("arn:aws:ec2:e*u*:1:x", "last-in-segment", false) == "arn:aws:ec2:e[^:]*u.*:1:x"
}

test_no_star_crosses_colons_where_that_is_assumed if {
	patterns.resource_like("arn:aws:ec2:e*u*:1:x", "never", false) == "arn:aws:ec2:e[^:]*u[^:]*:1:x"
}

test_every_star_crosses_colons_where_that_is_assumed if {
	patterns.resource_like("arn:aws:ec2:e*u*:1:x", "always", false) == "arn:aws:ec2:e.*u.*:1:x"
}

test_a_question_mark_crosses_colons_only_where_everything_does if {
	patterns.resource_like("a:b:c:?:e:f", "last-in-segment", false) == "a:b:c:[^:]:e:f"
	patterns.resource_like("a:b:c:?:e:f", "always", false) == "a:b:c:.:e:f"
}

test_segments_that_are_left_out_may_be_anything if {
	patterns.resource_like("arn:aws:s3", "last-in-segment", true) == "arn:aws:s3(:.*)?"
}

test_segments_that_are_left_out_must_be_missing_too if {
	patterns.resource_like("arn:aws:s3", "last-in-segment", false) == "arn:aws:s3"
}

test_nothing_stands_for_segments_that_are_there if {
	patterns.missing_tail(["a", "b", "c", "d", "e"], true) == "(:.*)?"
	patterns.missing_tail(["a", "b", "c", "d", "e", "f"], true) == ""
	patterns.missing_tail(["a"], false) == ""
}
