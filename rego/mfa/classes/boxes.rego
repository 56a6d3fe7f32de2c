package mfa.classes

# Ends with colons, such as `function:*:*`. Names have no colon, so that the parts between colons stand against each
# other: an end is a box with a side for each part.
is_boxed(space) if contains(space.tail, ":")

# Patterns that represent every way in which the given ones overlap within a space.
overlaps_in(space, globs) := overlaps(space.tail, globs) if not is_boxed(space)

overlaps_in(space, globs) := union({found | some found in shared_by_many(space, globs)}) if is_boxed(space)

# The boxes within a space, and what two, three and four of them share beside.
shared_by_many(space, globs) := [one, two, three, new_shared(three, crossed)] if {
	one := {space.tail} | {box | some mask in globs; some box in shared_boxes(space.tail, mask)}
	two := new_shared(one, one)
	crossed := exact_crossings(one)
	three := new_shared(new_shared(crossed, crossed), crossed)
}

# (What is shared by patterns of which a pair is not exact is a gap in any case.)
exact_crossings(boxes) := {one |
	some one in boxes
	every other in boxes - {one} {
		is_exact_box(one, other)
	}
}

new_shared(boxes, others) := {box |
	some one in boxes
	some other in others
	one != other
	some box in shared_boxes(one, other)
} - (boxes | others)

shared_boxes(one, other) := set() if has_disjoint_part(split(one, ":"), split(other, ":"))

shared_boxes(one, other) := intersection_of(one, other) if count(split(one, ":")) != count(split(other, ":"))

shared_boxes(one, other) := boxes_of([sort(intersection_of(part, others[index])) | some index, part in parts]) if {
	parts := split(one, ":")
	others := split(other, ":")
	count(parts) == count(others)
	not has_disjoint_part(parts, others)
}

# Every combination of one pattern for each side.
boxes_of(sides) := set() if {
	some side in sides
	count(side) == 0
} else := {concat(":", box) |
	some number in numbers.range(1, product([count(side) | some side in sides]))
	box := [side[floor(number / before) % count(side)] |
		some place, side in sides
		before := product([count(earlier) | some earlier in array.slice(sides, 0, place)])
	]
}

# The patterns whose overlaps within a space are not known to be exact.
unknown_in(space, globs) := found if {
	not is_boxed(space)
	found := unknown_overlaps(space.tail, globs)
} else := inexact if {
	inexact := inexact_boxes(space, globs)
	count(inexact) > 0
} else := globs if {
	count(globs) > 2
	count(shared_by_many(space, globs)[3]) > 0
} else := set()

inexact_boxes(space, globs) := {one | some one in globs; not is_exact_box(space.tail, one)} | {one |
	some one in globs
	some other in globs
	one != other
	not is_exact_box(one, other)
}

is_exact_box(one, other) if has_disjoint_part(split(one, ":"), split(other, ":"))

is_exact_box(one, other) if {
	parts := split(one, ":")
	others := split(other, ":")
	count(parts) == count(others)
	every index, part in parts {
		is_exact_intersection(part, others[index])
	}
}

is_exact_box(one, other) if {
	count(split(one, ":")) != count(split(other, ":"))
	is_exact_intersection(one, other)
}

# What a part and the part of the space share, where that is one pattern.
shared_part(one, other) := mask if {
	is_exact_intersection(one, other)
	shared := intersection_of(one, other)
	count(shared) == 1
	some mask in shared
} else := one

has_disjoint_part(parts, others) if {
	count(parts) == count(others)
	some index, part in parts
	disjoint(part, others[index])
}
