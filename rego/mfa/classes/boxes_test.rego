package mfa.classes_test

import data.mfa.classes

boxed := {"head": "arn:aws:x:r:1", "tail": classes.as_glob("f:*:*")}

shown(masks) := {classes.display(mask) | some mask in masks}

test_each_side_of_a_box_is_shared if {
	shown(classes.shared_boxes(shape("f:a*:*"), shape("f:*:b"))) == {"f:a*:b"}
	shown(classes.shared_boxes(shape("f:a*:*"), shape("f:*z:b*"))) == {"f:a*z:b*"}
	classes.shared_boxes(shape("f:a:*"), shape("f:b:*")) == set()
	shown(classes.shared_boxes(shape("f:ab*:*"), shape("f:*bc:*"))) == {"f:ab*bc:*", "f:abc:*"}
	shown(classes.shared_boxes(shape("a*"), shape("a:*"))) == {"a:*"}
}

test_what_many_boxes_share_is_represented if {
	found := shown(classes.overlaps_in(boxed, {shape("f:a*:*"), shape("f:*z:*"), shape("f:*:b*"), shape("f:*:*y")}))
	{"f:*:*", "f:a*:*", "f:a*z:*", "f:a*:b*", "f:a*z:b*", "f:a*z:b*y"} - found == set()
	plain := {"head": "arn:aws:x:r:1", "tail": shape("f/*")}
	shown(classes.overlaps_in(plain, {shape("f/a*")})) == {"f/*", "f/a*"}
}

test_overlaps_of_boxes_that_are_not_known if {
	classes.unknown_in(boxed, {shape("f:a*:*"), shape("f:*:b*")}) == set()
	shown(classes.unknown_in(boxed, {shape("f:*a*:*"), shape("f:*b*:*")})) == {"f:*a*:*", "f:*b*:*"}
	classes.unknown_in(boxed, {shape("f:*a*:x"), shape("f:*b*:y")}) == set()
	bipartite := {shape(sprintf("f:%s", [side])) |
		some number in numbers.range(1, 7)
		some side in [sprintf("%d*:*", [number]), sprintf("*:%d*", [number])]
	}
	classes.unknown_in(boxed, bipartite) == set()
	four := {shape("f:a*:*"), shape("f:*z:*"), shape("f:*:b*"), shape("f:*:*y")}
	classes.unknown_in(boxed, four) == four
	classes.unknown_in({"tail": shape("*")}, {shape("*a*"), shape("*b*")}) == {shape("*a*"), shape("*b*")}
}

test_boxes_of_sides if {
	classes.boxes_of([["a", "b"], ["c"]]) == {"a:c", "b:c"}
	classes.boxes_of([["a"], []]) == set()
	classes.is_exact_box(shape("a*"), shape("a:*"))
	not classes.is_exact_box(shape("*a*"), shape("*b*:c"))
}
