package mfa.classes

import data.iam.patterns

# The actions of a service by their lower-case names: [name, number of its group], -1 for an action that
# is not known: one that a pattern names, one that only a pattern matches, and one that none does.
service_actions[service] := object.union(
	{lower(name): [name, -1] | some name in unlisted_names(service)},
	{lower(name): [name, index] |
		some index, group in groups_of(service)
		some name in split(group.names, "\n")
	},
) if {
	some service in listed_services
}

groups_of(service) := object.get(data.mfa.actions.services, [service, "groups"], [])

unlisted_names(service) := {fresh_name} | {name |
	some pattern in partial_patterns[service]
	name := instance(as_glob(pattern_parts[pattern][1]), set(), [fresh_name])
}

# A name that no pattern can tell from one that AWS has yet to give.
fresh_name := instance(any_text, wild_halves, ["unlisted", "forthcoming", "qjxz"])

wild_halves := {as_glob(part) | some parts in pattern_parts; some part in parts; patterns.has_wildcard(part)}

# The names, of all that a service has, that a pattern matches.
pattern_hits[place] := found if {
	some service, wanted in partial_patterns
	text := concat("\n", object.keys(service_actions[service]))
	some pattern in wanted
	found := matching_names(service, pattern, text)
	place := [service, pattern]
}

matching_names(service, pattern, _) := {name} & object.keys(service_actions[service]) if {
	name := pattern_parts[pattern][1]
	not patterns.has_wildcard(name)
}

matching_names(service, pattern, text) := names_in(pattern, service, text) if {
	patterns.has_wildcard(pattern_parts[pattern][1])
}

matching_names(service, pattern, text) := names_in(pattern, service, text) if count(split(pattern, ":")) == 1

names_like(pattern, text) := {found |
	expression := concat("", ["(?im)^", patterns.wild(pattern), "$"])
	some found in regex.find_n(expression, text, -1)
}

# The ids of the elements that cover an action: those that cover whatever no pattern names, turned
# over for the patterns that do name it.
default_ids[service] := {id | some id, element in elements; covers_rest(element, whole_patterns[service])} if {
	some service in listed_services
}

covers_rest(element, whole) if {
	is_named := count(element[1] & whole) > 0
	is_named != element[0]
}

ids_by_name[place] contains id if {
	some service, partial in partial_patterns
	some id, element in elements
	count(element[1] & whole_patterns[service]) == 0
	some pattern in (element[1] & partial)
	some name in pattern_hits[[service, pattern]]
	place := [service, name]
}

ids_of[place] := (rest | named) - (rest & named) if {
	some place, named in ids_by_name
	rest := default_ids[place[0]]
}

# Actions that the same elements cover, of one service and one group.
actions_by_ids[place] contains name_as_written if {
	some service, listed in service_actions
	some name, entry in listed
	name_as_written := entry[0]
	ids := object.get(ids_of, [[service, name]], default_ids[service])
	place := [service, entry[1], ids]
}

names_in(pattern, _, text) := names_like(pattern_parts[pattern][1], text)

names_in(pattern, service, text) := {trim_prefix(line, begin) |
	some line in names_like(pattern, replace(concat("", ["\n", text]), "\n", concat("", ["\n", begin])))
} if {
	count(split(pattern, ":")) == 1
	begin := concat("", [service, ":"])
}
