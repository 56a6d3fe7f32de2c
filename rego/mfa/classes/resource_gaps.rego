package mfa.classes

import data.iam.assumptions
import data.iam.variables

resource_gaps contains {"why": reason, "statements": statements_within(space, mask)} if {
	some place, globs in tail_globs
	space := spaces[place]
	some mask in unknown_in(space, globs)
	written := display(concat(":", [space.head, mask]))
	reason := sprintf("the resource pattern %s overlaps other patterns in more ways than mfagate tries", [written])
}

resource_gaps contains pattern_gap(reason, entry[0]) if {
	some entry in resource_patterns
	some space in spaces
	is_loose(entry, space)
	reason := sprintf(
		"the resource pattern %s omits segments, or its wildcard crosses segments",
		[display(entry[0])],
	)
}

resource_gaps contains pattern_gap(reason, entry[0]) if {
	some entry in resource_patterns
	parts := split(entry[0], ":")
	count(parts) > 5
	parts[2] == any_text
	concat(":", array.slice(parts, 5, count(parts))) != any_text
	reason := sprintf("the resource pattern %s names no service; mfagate tries it on some only", [display(entry[0])])
}

resource_gaps contains gap(reason, set()) if {
	count(resource_patterns) > 0
	some name, value in {"user-name-case": "insensitive", "colon-crossing": "always"}
	assumptions.chosen[name] == value
	reason := sprintf("under the assumption %s=%s mfagate does not divide resources exactly", [name, value])
}

resource_gaps contains pattern_gap(reason, entry[0]) if {
	some entry in resource_patterns
	parts := split(entry[0], ":")
	some service in named_services
	contains(parts[4], any_text)
	parts[4] != any_text
	some other in account_globs(service)
	other != parts[4]
	other != any_text
	not disjoint(other, parts[4])
	not is_exact_intersection(other, parts[4])
	count(possible_accounts(service)) > 0
	reason := sprintf(
		"the accounts of the resource pattern %s overlap other patterns in more ways than mfagate tries",
		[display(entry[0])],
	)
}

# The statements with a pattern that matches such an end of a space, and not every one.
statements_within(space, mask) := {id |
	some id, texts in statement_patterns
	some text in texts
	text != "*"
	whole := loose(as_glob(variables.template(text)))
	covers(whole, concat(":", [space.head, mask]))
	not covers(whole, concat(":", [space.head, space.tail]))
}

display(mask) := replace(replace(mask, any_text, "*"), single_character, "?")
