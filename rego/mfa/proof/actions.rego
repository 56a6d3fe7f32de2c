package mfa.proof

import data.iam.patterns
import data.iam.policies

# What an action can be told apart by: the Action elements of the statements, and then the sets that the
# posture and the decision set apart. Each is [whether it covers the others instead, its patterns].
elements := array.concat(
	[[policies.has(statement, "NotAction"), policies.action_patterns(statement)] | some statement in statements],
	[[false, marks[name]] | some name in mark_names],
)

mark_names := sort([name | some name, _ in marks])

marks := {
	"exempt": {lower(pattern) | some pattern in exempt},
	"identity": {"iam:*", "sts:getfederationtoken"},
	"registry": {
		"ecr:batchchecklayeravailability", "ecr:batchgetimage", "ecr:completelayerupload",
		"ecr:getdownloadurlforlayer", "ecr:initiatelayerupload", "ecr:putimage", "ecr:uploadlayerpart",
	},
	"caller-identity": {"sts:getcalleridentity"},
	"session-token": {"sts:getsessiontoken"},
	"role": {"sts:assumerole*"},
	"key": {"kms:*"},
}

exempt := object.get(input, "exempt", data.mfa.exempt.actions)

named_marks(ids) := {mark_names[id - count(statements)] | some id in ids; id >= count(statements)}

action_patterns := {pattern | some element in elements; some pattern in element[1]}

# [service, name] of the patterns that have both.
halves[pattern] := parts if {
	some pattern in action_patterns
	parts := split(pattern, ":")
	count(parts) == 2
}

all_covering := {pattern | some pattern in action_patterns; is_all(pattern)} | {pattern |
	some pattern, parts in halves
	is_all(parts[0])
	is_all(parts[1])
}

is_all(text) if trim(text, "*") == ""

# The patterns of one service, and those whose service is a pattern too, or that have no colon.
by_prefix[prefix] contains pattern if {
	some pattern, parts in halves
	prefix := parts[0]
	not patterns.has_wildcard(prefix)
}

anywhere contains pattern if {
	some pattern, parts in halves
	patterns.has_wildcard(parts[0])
	not pattern in all_covering
}

anywhere contains pattern if {
	some pattern in action_patterns
	patterns.has_wildcard(pattern)
	count(split(pattern, ":")) == 1
	not pattern in all_covering
}

in_service(pattern, service) if {
	count(split(pattern, ":")) == 1
	pattern in anywhere
	service != ""
}

in_service(pattern, service) if {
	pattern in anywhere
	regex.match(patterns.whole(patterns.wild(halves[pattern][0])), service)
}

# The services that are gone through action by action: those that a pattern names, and where a pattern is for
# many services, those with a resource that a Resource pattern names. The actions of all others fall into as
# few classes as the patterns for many services make.
mentioned := object.keys(by_prefix) | {service |
	count(anywhere) > 0
	some named in resource_services
	some service, _ in data.mfa.actions.about[named]
}

# The patterns of a service that do not simply cover it.
partial_patterns[service] := {pattern |
	some pattern in (object.get(by_prefix, service, set()) | {wide | some wide in anywhere; in_service(wide, service)})
	not covers_service(pattern)
} if {
	some service in mentioned
}

covers_service(pattern) if is_all(halves[pattern][1])

whole_patterns[service] := all_covering | {pattern |
	some pattern in (object.get(by_prefix, service, set()) | {wide | some wide in anywhere; in_service(wide, service)})
	covers_service(pattern)
} if {
	some service in mentioned
}

# The actions of a service by their lower-case names: [name, number of its group], -1 for an action that
# is not known: one that a pattern names, one that only a pattern matches, and one that none does.
entries[service] := object.union(
	{lower(name): [name, -1] | some name in unlisted_names(service)},
	{lower(name): [name, index] |
		some index, group in groups_of(service)
		some name in split(group.names, "\n")
	},
) if {
	some service in mentioned
}

groups_of(service) := object.get(data.mfa.actions.services, [service, "groups"], [])

unlisted_names(service) := {fresh_name} | {name |
	some pattern in partial_patterns[service]
	name := instance(as_glob(halves[pattern][1]), set(), [fresh_name])
}

# A name that no pattern can tell from one that AWS has yet to give.
fresh_name := instance(star, wild_halves, ["unlisted", "forthcoming", "qjxz"])

wild_halves := {as_glob(part) | some parts in halves; some part in parts; patterns.has_wildcard(part)}

# The names, of all that a service has, that a pattern matches.
hits[place] := found if {
	some service, wanted in partial_patterns
	text := concat("\n", object.keys(entries[service]))
	some pattern in wanted
	found := matching_names(service, pattern, text)
	place := [service, pattern]
}

matching_names(service, pattern, _) := {name} & object.keys(entries[service]) if {
	name := halves[pattern][1]
	not patterns.has_wildcard(name)
}

matching_names(service, pattern, text) := names_in(pattern, service, text) if patterns.has_wildcard(halves[pattern][1])

matching_names(service, pattern, text) := names_in(pattern, service, text) if count(split(pattern, ":")) == 1

names_like(pattern, text) := {found |
	expression := concat("", ["(?im)^", patterns.wild(pattern), "$"])
	some found in regex.find_n(expression, text, -1)
}

# The ids of the elements that cover an action: those that cover whatever no pattern names, turned
# over for the patterns that do name it.
untouched[service] := {id | some id, element in elements; covers_rest(element, whole_patterns[service])} if {
	some service in mentioned
}

covers_rest(element, whole) if {
	is_named := count(element[1] & whole) > 0
	is_named != element[0]
}

named_by[place] contains id if {
	some service, partial in partial_patterns
	some id, element in elements
	count(element[1] & whole_patterns[service]) == 0
	some pattern in (element[1] & partial)
	some name in hits[[service, pattern]]
	place := [service, name]
}

ids_of[place] := (rest | named) - (rest & named) if {
	some place, named in named_by
	rest := untouched[place[0]]
}

# Actions that the same elements cover, of one service and one group.
members[place] contains name_as_written if {
	some service, listed in entries
	some name, entry in listed
	name_as_written := entry[0]
	ids := object.get(ids_of, [[service, name]], untouched[service])
	place := [service, entry[1], ids]
}

# A cell: the elements that cover its actions, how many they are, and the requests that stand for them,
# each an action with a template of what it is asked on.
known_cells := [{
	"service": service,
	"ids": ids,
	"write": group.write,
	"known": true,
	"size": count(names),
	"asks": [[action, arns[number]] | some number in group.on],
} |
	some place, names in members
	place[1] >= 0
	service := place[0]
	ids := place[2]
	group := data.mfa.actions.services[service].groups[place[1]]
	arns := data.mfa.actions.services[service].arns
	action := best_known(service, names)
]

# Nothing is known of what these can be asked on, so they are asked on all that their service has.
unlisted_cells := [{
	"service": service,
	"ids": ids,
	"write": false,
	"known": false,
	"size": 0,
	"asks": [[action, arn] | some arn in object.get(data.mfa.actions.services, [service, "arns"], ["*"])],
} |
	some place, names in members
	place[1] == -1
	service := place[0]
	ids := place[2]
	action := best_known(service, names)
]

# All other services. They are asked on a few resources of theirs, and on each that a Resource pattern
# may tell apart.
other_cells := array.concat(
	[{
		"service": "*",
		"ids": ids,
		"write": false,
		"known": true,
		"size": count(names),
		"asks": array.concat([ask | some ask in other_asks; ask[0] in names], forms(action)),
	} |
		some ids, names in swept
		action := min([[rank(name), name] | some name in names])[1]
	],
	array.concat(
		[{
			"service": "*",
			"ids": other_ids,
			"write": false,
			"known": true,
			"of": "all others",
			"size": (data.mfa.actions.count - sum([size |
				some service in mentioned
				size := object.get(data.mfa.actions.services, [service, "count"], 0)
			])) - sum([count(names) | some names in swept]),
			"asks": [ask | some ask in other_asks; not is_swept(ask[0])],
		}],
		cells_on_named_resources,
	),
)

other_asks := [ask |
	some ask in array.concat(data.mfa.known.requests, forms(concat(":", [fresh_name, fresh_name])))
	not split(ask[0], ":")[0] in mentioned
]

is_swept(action) if {
	some names in swept
	action in names
}

# The actions of these services that patterns for many services name, by the elements that cover them.
swept[ids] contains action if {
	some action, named in reached
	ids := (other_ids | named) - (other_ids & named)
}

reached[action] contains id if {
	some id, element in elements
	count(element[1] & all_covering) == 0
	some pattern in (element[1] & anywhere)
	some action in reach[pattern]
}

reach[pattern] := actions if {
	some pattern in anywhere
	actions := {action |
		some service, entry in data.mfa.actions.services
		not service in mentioned
		in_service(pattern, service)
		text := concat("\n", [group.names | some group in entry.groups])
		some name in names_in(pattern, service, text)
		action := concat("", [service, ":", name])
	}
}

names_in(pattern, _, text) := names_like(halves[pattern][1], text)

names_in(pattern, service, text) := {trim_prefix(line, begin) |
	some line in names_like(pattern, replace(concat("", ["\n", text]), "\n", concat("", ["\n", begin])))
} if {
	count(split(pattern, ":")) == 1
	begin := concat("", [service, ":"])
}

cells_on_named_resources := [{
	"service": service,
	"of": "named among others",
	"ids": other_ids,
	"write": group.write,
	"known": true,
	"size": count(names),
	"asks": [[action, arns[number]] | some number in array.slice(place, 1, count(place))],
} |
	some named in resource_services
	some service, places in data.mfa.actions.about[named]
	not service in mentioned
	arns := data.mfa.actions.services[service].arns
	some place in places
	group := data.mfa.actions.services[service].groups[place[0]]
	names := split(group.names, "\n")
	action := best_known(service, names)
]

other_ids := {id | some id, element in elements; covers_rest(element, all_covering)}

# What an action can be asked on of whose service no more is known than its name.
forms(action) := array.concat([[action, "*"]], [[action, concat("", ["arn:aws:", split(action, ":")[0], form])] |
	some form in [":{region}:{account}:*", "::{account}:*", ":{region}::*", ":::*"]
])

cells := array.concat(array.concat(known_cells, unlisted_cells), other_cells)

best_known(service, names) := min([[rank(action), action] |
	some name in names
	action := concat(":", [service, name])
])[1]

rank(action) := object.get(ranks, action, 1000)

ranks[action] := place if some place, action in data.mfa.known.actions
