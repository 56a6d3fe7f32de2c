package mfa.classes

import data.iam.patterns

# Patterns as texts in which private characters, that no policy may hold, stand for the wildcards: a
# literal `*` stays one. A pattern is a set of texts, and one text tells how it stands to another set:
# where the stand-in, which no pattern names, is matched, every other text is in its place.
any_text := "\uE001"

single_character := "\uE002"

stand_in := "\uE003"

# The wildcards of a policy's text as private characters.
as_glob(text) := replace(replace(text, "*", any_text), "?", single_character)

glob_expression(mask) := patterns.whole(wild_glob(mask))

wild_glob(mask) := replace(replace(patterns.quoted(mask), single_character, "."), any_text, ".*")

with_stand_in(mask) := replace(replace(mask, any_text, stand_in), single_character, stand_in)

# Whether every text of `inner` is one of `outer`. Where a `?` of `outer` can meet a wildcard, texts of other lengths
# are tried in the place of the wildcard too.
covers(outer, inner) if {
	regex.match(glob_expression(outer), with_stand_in(inner))
	not misses_a_length(outer, inner)
}

misses_a_length(outer, inner) if {
	contains(outer, single_character)
	contains(inner, any_text)
	some filling in ["", concat("", [stand_in, stand_in, stand_in, stand_in, stand_in, stand_in, stand_in])]
	not regex.match(glob_expression(outer), with_stand_in(replace(inner, any_text, filling)))
}

pieces(mask) := split(mask, any_text)

# No text is in both: they begin or end differently.
disjoint(one, other) if not same_beginning(one, other)

disjoint(one, other) if not same_beginning(strings.reverse(one), strings.reverse(other))

disjoint(one, other) if {
	count(one) != count(other)
	not contains(concat("", [one, other]), any_text)
}

disjoint(one, other) if is_apart(one, other)

disjoint(one, other) if is_apart(other, one)

# Whether a text can be in both, as far as `disjoint` knows.
may_meet(one, other) if not disjoint(one, other)

same_beginning(one, other) if prefix_compatible(pieces(one)[0], pieces(other)[0])

# A text without a wildcard is in the other pattern, or is not.
is_apart(literal, mask) if {
	count(pieces(literal)) == 1
	not contains(literal, single_character)
	not covers(mask, literal)
}

# One begins as the other does, as far as both go. (`?` is any character.)
prefix_compatible(one, other) if startswith(one, other)

prefix_compatible(one, other) if startswith(other, one)

prefix_compatible(one, other) if {
	contains(concat("", [one, other]), single_character)
	length := min([count(one), count(other)])
	every index in [place | some place in numbers.range(0, length); place < length] {
		same_character(substring(one, index, 1), substring(other, index, 1))
	}
}

same_character(one, other) if one == other

same_character(one, other) if single_character in {one, other}

# Patterns that together are what two patterns share. Exact where `is_exact_intersection` holds.
intersection_of(one, other) := {other} if {
	covers(one, other)
} else := {one} if {
	covers(other, one)
} else := set() if {
	disjoint(one, other)
} else := {mask |
	some mask in joined(pieces(one), pieces(other))
	covers(one, mask)
	covers(other, mask)
}

is_exact_intersection(one, other) if disjoint(one, other)

is_exact_intersection(one, other) if surely_covers(one, other)

is_exact_intersection(one, other) if surely_covers(other, one)

is_exact_intersection(one, other) if {
	not contains(concat("", [one, other]), single_character)
	count(pieces(one)) == 2
	count(pieces(other)) == 2
}

# A beginning and an end are shared with a pattern of more parts: all of it is between them where these do not reach
# into the inner parts of the other; or what has both is in the other as it stands.
is_exact_intersection(one, other) if is_bounded_intersection(pieces(one), pieces(other))

is_exact_intersection(one, other) if is_bounded_intersection(pieces(other), pieces(one))

is_bounded_intersection(ends, parts) if {
	count(ends) == 2
	count(parts) > 2
	not contains(concat("", array.concat(ends, parts)), single_character)
	last := count(parts) - 1
	before := trim_prefix(longer(ends[0], parts[0]), parts[0])
	after := trim_suffix(longer(ends[1], parts[last]), parts[last])
	every part in inner_pieces(parts) {
		not meets_text(part, before)
		not meets_text(strings.reverse(part), strings.reverse(after))
	}
}

is_bounded_intersection(ends, parts) if {
	count(ends) == 2
	count(parts) > 2
	not contains(concat("", array.concat(ends, parts)), single_character)
	between := concat(any_text, [longer(ends[0], parts[0]), longer(ends[1], parts[count(parts) - 1])])
	covers(concat(any_text, ends), between)
	covers(concat(any_text, parts), between)
}

# Whether a part can begin inside a text that stands before it.
meets_text(part, text) if contains(text, substring(part, 0, 1))

surely_covers(outer, inner) if {
	not contains(outer, single_character)
	covers(outer, inner)
}

surely_covers(outer, inner) if {
	not contains(inner, single_character)
	not contains(inner, any_text)
	covers(outer, inner)
}

# The longer beginning, the inner pieces of both in either order or none, and the longer end; and the texts in which
# beginning and end overlap.
joined(one, other) := {concat(any_text, array.concat(array.concat([first], inner), [last])) |
	some inner in [
		array.concat(inner_pieces(one), inner_pieces(other)),
		array.concat(inner_pieces(other), inner_pieces(one)),
		[],
	]
} | {concat("", [first, substring(last, shared, -1)]) |
	some shared in numbers.range(0, min([count(first), count(last)]))
	shared > 0
	endswith(first, substring(last, 0, shared))
} if {
	first := longer(one[0], other[0])
	last := longer(one[count(one) - 1], other[count(other) - 1])
}

inner_pieces(parts) := array.slice(parts, 1, count(parts) - 1)

longer(one, other) := one if {
	count(one) >= count(other)
} else := other

# Patterns that represent every way in which the given ones and the space that they lie in overlap. A beginning, an end
# and what must be between them may come from three patterns.
overlaps(space, globs) := (found | pairs) | {mask |
	some one in (pairs - found)
	some other in (found - {space})
	count(pieces(other)) > 2
	some mask in intersection_of(one, other)
} if {
	found := {space} | {mask | some one in globs; some mask in intersection_of(space, one)}
	pairs := {mask | some [one, other] in beginning_alike(found); some mask in intersection_of(one, other)}
}

# The pairs whose overlap is not known to be exact.
unknown_overlaps(space, globs) := {one | some one in globs; not is_exact_intersection(space, one)} | union(unknown) if {
	unknown := {{one, other} |
		some [one, other] in beginning_alike(globs)
		not disjoint(space, one)
		not disjoint(space, other)
		not is_exact_intersection(one, other)
	}
}

# Pairs of which one begins as the other does, up to the first wildcard: no text is in both of any other pair. (Function
# calls for every pair of a hundred patterns would take seconds.)
beginning_alike(masks) := {[one, other] |
	some one, beginning in beginnings
	some other, text in beginnings
	startswith(text, beginning)
	one != other
} if {
	beginnings := beginnings_of(masks)
}

beginnings_of(masks) := {mask: plain_beginning(mask) | some mask in masks}

plain_beginning(mask) := pieces(replace(mask, single_character, any_text))[0]
