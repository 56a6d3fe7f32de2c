package mfa.classes_test

import data.mfa.classes

shape(text) := classes.as_glob(text)

test_a_pattern_covers_another_whatever_its_wildcards_stand_for if {
	classes.covers(shape("user/*"), shape("user/ops-*"))
	classes.covers(shape("*"), shape("user/?"))
	not classes.covers(shape("user/ops-*"), shape("user/*"))
	not classes.covers(shape("*m*"), shape("*"))
}

test_patterns_are_disjoint_when_they_begin_or_end_differently if {
	classes.disjoint(shape("user/*"), shape("mfa/*"))
	classes.disjoint(shape("*.csv"), shape("*.png"))
	classes.disjoint("user/bob", shape("user/*e"))
	classes.disjoint(shape("a*b*a"), "aa")
	classes.disjoint("aa", shape("a*b*a"))
	not classes.disjoint(shape("user/*"), shape("*-admin"))
	classes.disjoint(shape("user/?"), shape("user/*-admin"))
	not classes.disjoint(shape("user/?"), shape("user/*n"))
}

test_the_meet_of_two_patterns if {
	classes.intersection_of(shape("user/*"), shape("user/ops-*")) == {shape("user/ops-*")}
	classes.intersection_of(shape("user/ops-*"), shape("user/*")) == {shape("user/ops-*")}
	classes.intersection_of(shape("user/*"), shape("mfa/*")) == set()
	classes.intersection_of(shape("ops-*"), shape("*-admin")) == {shape("ops-*-admin"), "ops-admin"}
	classes.intersection_of(shape("ab*"), shape("*bc")) == {shape("ab*bc"), "abc"}
	classes.intersection_of(shape("*a*"), shape("*b*")) == {shape("*a*b*"), shape("*b*a*")}
}

test_what_a_meet_is_known_for if {
	classes.is_exact_intersection(shape("user/*"), shape("user/ops-*"))
	classes.is_exact_intersection(shape("user/ops-*"), shape("user/*"))
	classes.is_exact_intersection(shape("user/*"), shape("mfa/*"))
	classes.is_exact_intersection(shape("ops-*"), shape("*-admin"))
	not classes.is_exact_intersection(shape("*a*"), shape("*b*"))
	classes.is_exact_intersection(shape("user/?"), shape("user/*"))
	classes.is_exact_intersection(shape("user/?"), "user/a")
	classes.is_exact_intersection(shape("user/?"), shape("mfa/?"))
	not classes.is_exact_intersection(shape("user/?b*"), shape("user/a*"))
}

test_a_beginning_or_end_meets_a_pattern_of_more_parts if {
	classes.is_exact_intersection(shape("table/users-*"), shape("table/*/index/*"))
	classes.is_exact_intersection(shape("table/*/index/*"), shape("table/users-*"))
	classes.intersection_of(shape("table/users-*"), shape("table/*/index/*")) == {shape("table/users-*/index/*")}
	classes.is_exact_intersection(shape("*-logs"), shape("a*/b/*"))
	not classes.is_exact_intersection(shape("table/a/*"), shape("table/*/index/*"))
	not classes.is_exact_intersection(shape("*x/b"), shape("*/y/*"))
	not classes.is_exact_intersection(shape("table/?-*"), shape("table/*/index/*"))
}

test_what_begins_and_ends_alike_may_be_in_a_pattern_of_more_parts_as_it_stands if {
	classes.is_exact_intersection(shape("table/*/index/x"), shape("table/a-*/index/*"))
	classes.intersection_of(shape("table/*/index/x"), shape("table/a-*/index/*")) == {
		shape("table/a-*/index/x"), shape("table/a-*/index/*/index/x"),
	}
}

test_overlaps_close_the_patterns_under_what_they_share if {
	found := classes.overlaps(shape("user/*"), {shape("user/ops-*"), shape("*-admin"), shape("mfa/*")})
	found == {shape("user/*"), shape("user/ops-*"), shape("user/*-admin"), shape("user/ops-*-admin"), "user/ops-admin"}
}

test_unknown_overlaps_are_reported if {
	classes.unknown_overlaps(shape("user/*"), {shape("user/ops-*"), shape("*-admin")}) == set()
	classes.unknown_overlaps(shape("user/*"), {shape("user/*a*"), shape("user/*b*")}) == {
		shape("user/*a*"),
		shape("user/*b*"),
	}
	classes.unknown_overlaps(shape("*/*"), {shape("*a*"), "x"}) == {shape("*a*")}
}

test_a_question_mark_covers_texts_of_its_length_alone if {
	not classes.covers(shape("b?"), shape("b*"))
	not classes.covers(shape("b?*"), shape("b*"))
	classes.covers(shape("b*"), shape("b?*"))
	classes.covers(shape("b?*"), shape("b?*"))
	classes.covers(shape("b?"), shape("b?"))
}

test_patterns_of_other_lengths_are_disjoint if {
	classes.disjoint(classes.as_glob("i-??"), classes.as_glob("i-???"))
	not classes.disjoint(classes.as_glob("i-??"), classes.as_glob("i-?a"))
	not classes.disjoint(classes.as_glob("i-??"), classes.as_glob("i-*a"))
}

test_patterns_that_begin_otherwise_are_not_compared if {
	found := classes.beginning_alike({shape("user/*"), shape("user/ops-*"), shape("mfa/*"), shape("*-admin")})
	{[classes.display(one), classes.display(other)] | some [one, other] in found} == {
		["user/*", "user/ops-*"], ["*-admin", "user/*"], ["*-admin", "user/ops-*"], ["*-admin", "mfa/*"],
	}
}

test_texts_of_other_lengths_are_apart if {
	classes.disjoint(shape("a?"), shape("a??"))
	not classes.disjoint(shape("a?"), shape("??"))
}
