package mfa.proof_test

import data.mfa.proof

shape(text) := proof.as_glob(text)

test_a_pattern_covers_another_whatever_its_wildcards_stand_for if {
	proof.covers(shape("user/*"), shape("user/ops-*"))
	proof.covers(shape("*"), shape("user/?"))
	not proof.covers(shape("user/ops-*"), shape("user/*"))
	not proof.covers(shape("*m*"), shape("*"))
}

test_patterns_are_disjoint_when_they_begin_or_end_differently if {
	proof.disjoint(shape("user/*"), shape("mfa/*"))
	proof.disjoint(shape("*.csv"), shape("*.png"))
	proof.disjoint("user/bob", shape("user/*e"))
	proof.disjoint(shape("a*b*a"), "aa")
	proof.disjoint("aa", shape("a*b*a"))
	not proof.disjoint(shape("user/*"), shape("*-admin"))
	not proof.disjoint(shape("user/?"), shape("user/*-admin"))
}

test_the_meet_of_two_patterns if {
	proof.meet(shape("user/*"), shape("user/ops-*")) == {shape("user/ops-*")}
	proof.meet(shape("user/ops-*"), shape("user/*")) == {shape("user/ops-*")}
	proof.meet(shape("user/*"), shape("mfa/*")) == set()
	proof.meet(shape("ops-*"), shape("*-admin")) == {shape("ops-*-admin"), "ops-admin"}
	proof.meet(shape("ab*"), shape("*bc")) == {shape("ab*bc"), "abc"}
	proof.meet(shape("*a*"), shape("*b*")) == {shape("*a*b*"), shape("*b*a*")}
}

test_what_a_meet_is_known_for if {
	proof.known_meet(shape("user/*"), shape("user/ops-*"))
	proof.known_meet(shape("user/ops-*"), shape("user/*"))
	proof.known_meet(shape("user/*"), shape("mfa/*"))
	proof.known_meet(shape("ops-*"), shape("*-admin"))
	not proof.known_meet(shape("*a*"), shape("*b*"))
	not proof.known_meet(shape("user/?"), shape("user/*"))
}

test_overlaps_close_the_patterns_under_what_they_share if {
	found := proof.overlaps(shape("user/*"), {shape("user/ops-*"), shape("*-admin"), shape("mfa/*")})
	found == {shape("user/*"), shape("user/ops-*"), shape("user/*-admin"), shape("user/ops-*-admin"), "user/ops-admin"}
}

test_unknown_overlaps_are_told if {
	proof.unknown_overlaps(shape("user/*"), {shape("user/ops-*"), shape("*-admin")}) == set()
	proof.unknown_overlaps(shape("user/*"), {shape("user/*a*"), shape("user/*b*")}) == {
		shape("user/*a*"),
		shape("user/*b*"),
	}
	proof.unknown_overlaps(shape("*/*"), {shape("*a*"), "x"}) == {shape("*a*")}
}

test_an_instance_is_in_no_pattern_by_chance if {
	proof.instance(shape("user/*"), {shape("user/*")}, ["sample"]) == "user/sample"
	proof.instance(shape("user/*"), {shape("*sam*")}, ["sample", "other"]) == "user/other"
	proof.instance(shape("user/*"), {shape("*sam*")}, ["sample"]) == concat("", ["user/", proof.stand_in])
	proof.instance(shape("u?er/*"), set(), ["sample"]) == "user/sample"
}
