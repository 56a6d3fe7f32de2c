package mfa.classes

import data.iam.match
import data.iam.variables
import data.mfa.flags
import data.mfa.requests

# Where a variable stands in a Resource pattern: in which segment of its end, between which texts.
variable_places contains {
	"pattern": pattern,
	"template": template,
	"segments": segments,
	"index": index,
	"key": key,
	"begin": parts[0],
	"end": parts[1],
} if {
	some pattern in variable_patterns
	tail := match.tail(pattern[2])
	template := as_glob(variables.template(tail))
	segments := segments_of(template)
	some index, segment in segments
	parts := split(segment, variables.mark)
	count(parts) == 2
	before := count(split(concat("", array.slice(segments, 0, index)), variables.mark)) - 1
	names := variables.expressions(tail)
	key := variables.parsed(names[before]).key
}

segments_of(text) := regex.split(`[/:]`, text)

# The other patterns for resources of the same service, region and account: as far as they go, the segments before the
# variable can be the same.
facing contains {"place": place, "other": other, "template": template, "segments": segments} if {
	some place in variable_places
	some other in all_patterns
	other != place.pattern
	other[2] != "*"
	faces(place, other)
	template := as_glob(variables.template(match.tail(other[2])))
	segments := segments_of(template)
	every index, segment in array.slice(segments, 0, min([place.index, plain_count(segments) + 1])) {
		may_meet(up_to_wildcard(loose(segment)), loose(place.segments[index]))
	}
}

# How many segments stand before the first with a wildcard, which can stand for more than one.
plain_count(segments) := min({index | some index, segment in segments; contains(segment, any_text)} | {count(segments)})

up_to_wildcard(segment) := concat("", [pieces(segment)[0], any_text]) if {
	contains(segment, any_text)
} else := segment

all_patterns := object.keys(expressions)

# A pattern of another service, or another account, is for no resource of this one.
faces(place, other) if {
	parts := split(other[2], ":")
	count(parts) > 5
	every index, part in split(match.head(place.pattern[2]), ":") {
		may_meet(as_glob(part), as_glob(parts[index]))
	}
}

loose(segment) := replace(segment, variables.mark, any_text)

# What a variable has to be for the other pattern to hold too: what stands in its segment, or, as a value may hold
# slashes, what stands between the texts before and after it. Where a wildcard shifts the segments, each segment.
aligned_globs(key) := {mask |
	some face in facing
	face.place.key == key
	some mask in (in_its_place(face) | in_any_place(face))
	not contains(mask, variables.mark)
	is_value_mask(key, mask)
}

is_value_mask(_, mask) if not mask in {"", any_text}

# The value of a tag may be empty ("Tagging your AWS resources").
is_value_mask(key, "") if contains(key, "tag/")

in_its_place(face) := {mask |
	mask := stripped(face.segments[face.place.index], face.place.begin, face.place.end)
} | {mask |
	[before, after] := split(face.place.template, variables.mark)
	mask := stripped(face.template, before, after)
}

in_any_place(face) := {segment | some segment in face.segments; not contains(segment, any_text)} if {
	is_shifted(face)
} else := set()

# A wildcard before the place of the variable, with something after it, can stand for more than one segment.
is_shifted(face) if {
	some index, segment in array.slice(face.segments, 0, face.place.index)
	contains(segment, any_text)
	not is_rest(face.segments, index)
}

is_rest(segments, index) if {
	index == count(segments) - 1
	beginning := trim_suffix(segments[index], any_text)
	not contains(beginning, any_text)
}

# Two keys that stand in the same place of two patterns.
aligned_keys := {{face.place.key, other.key} |
	some face in facing
	some other in variable_places
	other.pattern == face.other
	other.index == face.place.index
}

variable_gaps contains pattern_gap(reason, as_glob(face.place.pattern[2])) if {
	some face in facing
	not is_clear(face)
	reason := sprintf(
		"${%s} in the resource pattern %s can meet %s in more ways than mfagate tries",
		[display_key(face.place.key), face.place.pattern[2], face.other[2]],
	)
}

# Neither the flag nor what follows from the resource is put in the place of a variable.
variable_gaps contains pattern_gap(reason, as_glob(pattern[2])) if {
	some pattern in variable_patterns
	some key in (variables.keys(match.tail(pattern[2])) & (flags.lower_keys | requests.location_keys))
	reason := sprintf("mfagate does not try the values of ${%s} in the resource pattern %s", [
		display_key(key),
		pattern[2],
	])
}

# Several values that hold slashes can bring two patterns together whose segments differ.
variable_gaps contains pattern_gap(reason, as_glob(pattern[2])) if {
	some pattern in variable_patterns
	template := variables.template(match.tail(pattern[2]))
	count(split(template, variables.mark)) > 2
	count(variables.keys(match.tail(pattern[2])) & varied_keys) > 0
	tail := loose(as_glob(template))
	some other in all_patterns
	other != pattern
	may_differ_in_segments(tail, as_glob(match.tail(other[2])))
	faces({"pattern": pattern}, other)
	reason := sprintf("the variables in the resource pattern %s can hold slashes, and so meet %s in several ways", [
		pattern[2],
		other[2],
	])
}

variable_gaps contains pattern_gap(reason, as_glob(pattern[2])) if {
	some pattern in variable_patterns
	tail := match.tail(pattern[2])
	placed := {place.index | some place in variable_places; place.pattern == pattern}
	count(placed) < count([1 | some text in variables.expressions(tail); variables.parsed(text).key])
	reason := sprintf(
		"%s has two variables in one segment; mfagate does not try every pair of values",
		[pattern[2]],
	)
}

may_differ_in_segments(tail, other) if {
	not contains(other, variables.mark)
	not covers(other, tail)
	not disjoint(tail, other)
	count(segments_of(tail)) != count(segments_of(other))
}

# What a variable can be, so that the other pattern holds too, is tried: the texts beside the variable are plain, and
# no wildcard before it shifts the segments. A pattern that ends before the variable's segment says nothing of it.
is_clear(face) if {
	count(face.segments) <= face.place.index
	not is_shifted(face)
}

is_clear(face) if face.segments[face.place.index] == any_text

is_clear(face) if {
	not is_shifted(face)
	not contains(concat("", array.slice(face.place.segments, 0, face.place.index)), any_text)
	is_clear_segment(face.place, face.segments[face.place.index])
}

is_clear_segment(place, segment) if {
	not contains(segment, variables.mark)
	stripped(segment, place.begin, place.end)
	not contains(concat("", [place.begin, place.end]), any_text)
}

is_clear_segment(place, segment) if disjoint(loose(segment), concat(any_text, [place.begin, place.end]))

is_clear_segment(place, segment) if covers(segment, concat(any_text, [place.begin, place.end]))

# The other pattern has a variable there as well: the same, or one that is compared.
is_clear_segment(place, segment) if segment == concat(variables.mark, [place.begin, place.end])
