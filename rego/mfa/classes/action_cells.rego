package mfa.classes

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
	some place, names in actions_by_ids
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
	some place, names in actions_by_ids
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
		"asks": array.concat([ask | some ask in other_requests; ask[0] in names], arn_forms(action)),
	} |
		some ids, names in actions_by_wide_pattern
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
				some service in listed_services
				size := object.get(data.mfa.actions.services, [service, "count"], 0)
			])) - sum([count(names) | some names in actions_by_wide_pattern]),
			"asks": [ask | some ask in other_requests; not is_by_wide_pattern(ask[0])],
		}],
		cells_on_named_resources,
	),
)

other_requests := [ask |
	some ask in array.concat(data.mfa.classes.representatives.requests, arn_forms(concat(":", [fresh_name, fresh_name])))
	not split(ask[0], ":")[0] in listed_services
]

is_by_wide_pattern(action) if {
	some names in actions_by_wide_pattern
	action in names
}

# The actions of these services that patterns for many services name, by the elements that cover them.
actions_by_wide_pattern[ids] contains action if {
	some action, named in elements_by_action
	ids := (other_ids | named) - (other_ids & named)
}

elements_by_action[action] contains id if {
	some id, element in elements
	count(element[1] & all_covering) == 0
	some pattern in (element[1] & wide_patterns)
	some action in wide_pattern_actions[pattern]
}

wide_pattern_actions[pattern] := actions if {
	some pattern in wide_patterns
	actions := {action |
		some service, entry in data.mfa.actions.services
		not service in listed_services
		in_service(pattern, service)
		text := concat("\n", [group.names | some group in entry.groups])
		some name in names_in(pattern, service, text)
		action := concat("", [service, ":", name])
	}
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
	some named in (resource_services | every_service)
	some service, places in data.mfa.actions.about[named]
	not service in listed_services
	arns := data.mfa.actions.services[service].arns
	some place in places
	group := data.mfa.actions.services[service].groups[place[0]]
	names := split(group.names, "\n")
	action := best_known(service, names)
]

other_ids := {id | some id, element in elements; covers_rest(element, all_covering)}

# What an action can be asked on of whose service no more is known than its name.
arn_forms(action) := array.concat([[action, "*"]], [[action, concat("", ["arn:aws:", split(action, ":")[0], form])] |
	some form in [":{region}:{account}:*", "::{account}:*", ":{region}::*", ":::*"]
])

cells := array.concat(array.concat(known_cells, unlisted_cells), other_cells)

best_known(service, names) := min([[rank(action), action] |
	some name in names
	action := concat(":", [service, name])
])[1]

rank(action) := object.get(ranks, action, 1000)

ranks[action] := place if some place, action in data.mfa.classes.representatives.actions
