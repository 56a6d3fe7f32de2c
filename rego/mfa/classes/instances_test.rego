package mfa.classes_test

import data.mfa.classes

test_an_instance_is_in_no_pattern_by_chance if {
	classes.instance(shape("user/*"), {shape("user/*")}, ["sample"]) == "user/sample"
	classes.instance(shape("user/*"), {shape("*sam*")}, ["sample", "other"]) == "user/other"
	classes.instance(shape("user/*"), {shape("*sam*")}, ["sample"]) == concat("", ["user/", classes.stand_in])
	classes.instance(shape("u?er/*"), set(), ["sample"]) == "user/sample"
}

test_an_instance_may_have_nothing_in_the_place_of_a_wildcard if {
	classes.instance(shape("b*"), {shape("b?*")}, ["sample"]) == "b"
	classes.instance(shape("b*"), {shape("b?")}, ["sample"]) == "bsample"
}
