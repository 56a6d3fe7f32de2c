package mfa.classes

import data.iam.patterns

# A space is what one template can be in one region of one account: a fixed beginning, an end with wildcards, and the
# form that the end must have. (One object, not a rule for each place: OPA would go through all templates at each look.)
spaces := {place: space_of(template, place) | some template, found in template_places; some place in found}

space_of(template, place) := {
	"head": concat(":", array.concat([parts[0], parts[1], place[3]], array.slice(parts, 3, 5))),
	"tail": replace(as_glob(tail), "{bucket}", any_text),
	"form": form_of(tail),
} if {
	parts := split(replace(replace(template, "{account}", place[2]), "{region}", place[1]), ":")
	tail := concat(":", array.slice(parts, 5, count(parts)))
}

# Every part that varies has something in it, and a bucket's name has no slash.
form_of(tail) := patterns.whole(replace(
	replace(patterns.quoted(replace(tail, "{bucket}", stand_in)), `\*`, ".+"),
	stand_in, "[^/]+",
))

# What the patterns say of the end, for the resources of a space: nothing of those that match none or all.
tail_globs := {place: globs |
	some place, space in spaces
	globs := {mask |
		some entry in patterns_about(split(space.head, ":")[2])
		not is_everywhere(entry[1], space)
		some mask in tail_masks(entry, space)
	}
}

# The patterns that may match resources of a service.
patterns_about(service) := object.get(patterns_of_service, service, set()) | patterns_of_any_service

patterns_of_service[service] contains entry if {
	some entry in (resource_patterns | patterns_with_colons)
	service := service_in(entry[0])
}

patterns_of_any_service := {entry |
	some entry in (resource_patterns | patterns_with_colons)
	not service_in(entry[0])
}

service_in(mask) := service if {
	["arn", partition, service] = array.slice(split(mask, ":"), 0, 3)
	not contains(concat("", [partition, service]), any_text)
	not contains(service, single_character)
}

is_everywhere(expression, space) if {
	any_resource := concat(":", [space.head, with_stand_in(space.tail)])
	regex.match(expression, any_resource)
}

# The ends that a pattern can match of a space, one for each way in which its wildcards take up colons.
tail_masks(entry, space) := {mask |
	parts := split(entry[0], ":")
	others := split(space.tail, ":")
	some aligned in alignments(parts, others, space)
	mask := concat(":", shared_parts(aligned, others))
	is_alive(entry[1], mask, space)
}

# What the parts share with those of the space.
shared_parts(parts, others) := [shared |
	some index, part in parts
	shared := shared_part(part, others[index])
] if {
	count(parts) == count(others)
} else := parts

# As many colons in both: each is matched by its own.
alignments(parts, others, _) := {array.slice(parts, 5, count(parts))} if count(parts) == 5 + count(others)

# More: the key of an object may hold colons ("Creating object key names").
alignments(parts, others, space) := {array.slice(parts, 5, count(parts))} if {
	count(parts) > 5 + count(others)
	startswith(space.head, "arn:aws:s3:")
	endswith(space.tail, any_text)
}

# Fewer: the wildcards of the region and the account take up some, and those of the end the others ("IAM JSON policy
# elements: Resource": a `*` that is the last character of a segment can match across colons).
alignments(parts, others, _) := {array.concat(first, rest) |
	some by_head in numbers.range(0, extra)
	some first in taken_by_head(parts, by_head)
	some rest in taken_by_end(tail, extra - by_head)
} if {
	tail := array.slice(parts, 5, count(parts))
	extra := count(others) - count(tail)
	extra > 0
	count(tail) > 0
}

# A short ARN: the wildcard that it ends with takes up all that follows.
alignments(parts, others, _) := {array.slice(parts, max([0, count(parts) - count(others)]), count(parts))} if {
	count(parts) < 6
}

# The first parts of an end, where the wildcards of region and account take up so many colons.
taken_by_head(_, 0) := {[]}

taken_by_head(parts, size) := {taken |
	some by_region in numbers.range(0, size)
	can_take(parts[3], by_region)
	can_take(parts[4], size - by_region)
	account := [parts[4] | by_region > 0]
	taken := array.concat(array.concat(anything(by_region - 1), account), anything(size - by_region))
} if {
	size > 0
}

can_take(_, 0) := true

can_take(part, colons) if {
	colons > 0
	endswith(part, any_text)
}

# The ends that are left where wildcards of an end take up so many colons: each may be cut at each of its wildcards.
taken_by_end(tail, 0) := {tail}

taken_by_end(tail, 1) := cuts(tail)

taken_by_end(tail, 2) := {twice | some once in cuts(tail); some twice in cuts(once)}

cuts(tail) := {parts |
	some index, part in tail
	contains(part, any_text)
	found := pieces(part)
	some place in numbers.range(0, count(found) - 2)
	before := concat("", [concat(any_text, array.slice(found, 0, place + 1)), any_text])
	after := concat("", [any_text, concat(any_text, array.slice(found, place + 1, count(found)))])
	parts := array.concat(
		array.concat(array.slice(tail, 0, index), [before, after]),
		array.slice(tail, index + 1, count(tail)),
	)
}

anything(size) := [any_text | some number in numbers.range(1, max([1, size])); number <= size]

# Whether wildcards can take up colons in more ways than those.
is_loose(entry, space) if {
	entry in patterns_about(split(space.head, ":")[2])
	parts := split(entry[0], ":")
	extra := (5 + count(split(space.tail, ":"))) - count(parts)
	extra > 0
	takes_otherwise(parts, extra)
	not is_everywhere(entry[1], space)
	may_match(parts, space)
}

takes_otherwise(parts, _) if count(parts) < 6

takes_otherwise(parts, _) if endswith(parts[2], any_text)

# (What follows would be the service, and then the region or the account; a name of the end, if anything.)
takes_otherwise(parts, extra) if {
	endswith(concat("", array.slice(parts, 0, 2)), any_text)
	extra > 2
}

takes_otherwise(parts, extra) if {
	contains(concat("", array.slice(parts, 5, count(parts))), any_text)
	extra > 2
}

# Whether the end of a pattern can begin where a part of the space does.
may_match(parts, _) if count(parts) < 6

may_match(parts, space) if {
	others := split(space.tail, ":")
	some by_head in numbers.range(0, (5 + count(others)) - count(parts))
	can_be_taken_by_head(parts, by_head)
	prefix_compatible(plain_beginning(parts[5]), plain_beginning(others[by_head]))
}

can_be_taken_by_head(_, 0) := true

can_be_taken_by_head(parts, colons) if {
	colons > 0
	contains(concat("", array.slice(parts, 0, 5)), any_text)
}

is_alive(expression, mask, space) if {
	regex.match(expression, concat(":", [space.head, with_stand_in(mask)]))
	not disjoint(space.tail, mask)
	not has_disjoint_part(split(space.tail, ":"), split(mask, ":"))
}
