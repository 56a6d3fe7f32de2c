package mfa.classes

import data.iam.match
import data.iam.variables

# A `?` in the end of a pattern can stand for a colon, where resources have more colons than the pattern: the pattern
# with a colon in place of as many as are missing.
patterns_with_colons := {[mask, entry[1]] |
	some entry in resource_patterns
	count(places_for_colons(entry[0])) in numbers.range(1, most_places)
	some missing in missing_colons(entry[0])
	some mask in with_colons(entry[0], missing)
}

with_colons(mask, 1) := {filled |
	some place in places_for_colons(mask)
	filled := with_colons_at(mask, {place})
}

with_colons(mask, 2) := {filled |
	some one in places_for_colons(mask)
	some other in places_for_colons(mask)
	one < other
	filled := with_colons_at(mask, {one, other})
}

places_for_colons(mask) := {place |
	some place, character in split(mask, "")
	character == single_character
	count(split(substring(mask, 0, place), ":")) > 5
}

with_colons_at(mask, places) := concat("", [put |
	some place, character in split(mask, "")
	put := character_at(place, character, places)
])

character_at(place, _, places) := ":" if place in places

character_at(place, character, places) := character if not place in places

# How many colons the resources have that a pattern may mean, beyond those of the pattern.
missing_colons(mask) := {missing |
	parts := split(mask, ":")
	count(parts) > 5
	some template in templates
	others := split(template, ":")
	missing := count(others) - count(parts)
	missing > 0
	may_meet(parts[2], as_glob(others[2]))
	prefix_compatible(plain_start(parts[5]), plain_start(as_glob(others[5])))
}

plain_start(mask) := pieces(replace(mask, single_character, any_text))[0]

most_places := 8

resource_gaps contains pattern_gap(reason, entry[0]) if {
	some entry in resource_patterns
	places := count(places_for_colons(entry[0]))
	some missing in missing_colons(entry[0])
	places >= missing
	are_too_many(places, missing)
	reason := sprintf("a ? in the resource pattern %s can stand for a colon in more ways than mfagate tries", [
		display(entry[0]),
	])
}

# The value of a tag may hold colons ("Tagging your AWS resources").
resource_gaps contains pattern_gap(reason, as_glob(pattern[2])) if {
	some pattern in variable_patterns
	count(variables.keys(match.tail(pattern[2])) & varied_keys) > 0
	count(missing_colons(loose(as_glob(variables.template(pattern[2]))))) > 0
	is_divided_by_colons(pattern)
	reason := sprintf("a variable in the resource pattern %s can hold colons, as the resources do", [pattern[2]])
}

is_divided_by_colons(pattern) if not endswith(pattern[2], "*")

is_divided_by_colons(pattern) if {
	some other in all_patterns
	other != pattern
	split(other[2], ":")[2] == split(pattern[2], ":")[2]
}

are_too_many(places, _) if places > most_places

are_too_many(_, missing) if missing > 2
