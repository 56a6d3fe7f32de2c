package iam.patterns_test

import data.iam.patterns

test_every_sign_of_a_regular_expression_is_literal if {
	patterns.quoted_but_wildcards(`a.b+(c)|[d]{e}^$\`) == `a\.b\+\(c\)\|\[d\]\{e\}\^\$\\`
}

test_wildcards_are_left_where_they_are_to_become_something_else if {
	patterns.quoted_but_wildcards("a*b?c") == "a*b?c"
}

test_wildcards_are_literal_too_in_a_text_that_is_quoted_whole if {
	patterns.quoted("a*b?c.d") == `a\*b\?c\.d`
}

test_a_star_is_any_run_and_a_question_mark_is_one_character if {
	patterns.wild("s3:Get*.?") == `s3:Get.*\..`
}

test_no_wildcard_crosses_a_colon_inside_a_segment if {
	patterns.wild_in_segment("a*b?.") == `a[^:]*b[^:]\.`
}

test_a_text_with_a_star_has_a_wildcard if patterns.has_wildcard("s3:*")

test_a_text_with_a_question_mark_has_a_wildcard if patterns.has_wildcard("s3:Ge?")

test_a_text_of_other_signs_has_no_wildcard if not patterns.has_wildcard("s3:[Get].+")

test_a_whole_expression_holds_for_the_whole_text if {
	regex.match(patterns.whole("a.*"), "ab\nc")
	not regex.match(patterns.whole("a.*"), "ba")
	not regex.match(patterns.whole("a"), "ab")
}
