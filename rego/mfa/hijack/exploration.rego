package mfa.hijack

# The states are gone through by the number of changes, from each start: a reading of the open points, and what is
# had. A node is what can be had in one state; the way there is the one with the fewest calls.
explored(beginnings) := [first, second, third, fourth, fifth] if {
	first := first_level(beginnings)
	second := next_level(first, ids_of(first), 1)
	third := next_level(second, ids_of(first) | ids_of(second), 2)
	fourth := next_level(third, ((ids_of(first) | ids_of(second)) | ids_of(third)), 3)
	fifth := next_level(fourth, (((ids_of(first) | ids_of(second)) | ids_of(third)) | ids_of(fourth)), 4)
}

first_level(beginnings) := {"nodes": nodes, "ways": ways, "heard": heard, "left_out": 0} if {
	heard := {[reading, root_state]: heard_at_first(reading) | some [reading, _] in beginnings}
	ways := {place: first_ways(place[0], found) | some place, found in heard}
	nodes := [node |
		some [reading, tokens_had] in beginnings
		first := {token: {"trail": set(), "rests": {token}} | some token in (tokens_had | {"state"})}
		node := {
			"id": [reading, tokens_had, root_state],
			"had": reachable(ways[[reading, root_state]], first, 0, root_state),
		}
	]
}

first_ways(reading, heard) := ways if {
	reading != no_reading
	ways := ways_in(root_state, heard, reading, all_places)
} else := usual_ways

usual_ways := ways_in(root_state, first_heard, no_reading, all_places)

# The ways that are open under a reading alone, of the moves with a call that it lets through.
opened_by[reading] := [way |
	some way in calling_ways("subject", root_state, allowed, reading, places)
	not way.key in usual_keys
] if {
	some reading in readings
	reading != no_reading
	allowed := allowed_to("subject", heard_at_first(reading), reading)
	let_through := {id |
		some caller, ids in allowed.plain
		some id in (ids - usually_allowed[caller])
	}
	places := {alternative.move | some alternative in alternatives; count(alternative.asks & let_through) > 0}
}

usually_allowed := allowed_of("subject", first_heard.open, no_reading)

usual_keys := {way.key | some way in usual_ways}

ids_of(level) := {node.id | some node in level.nodes}

# No more states than this are decided in a level.
state_limit := 12

next_level(level, seen, depth) := {"nodes": nodes, "ways": ways, "heard": heard, "left_out": count(left_out)} if {
	reached := without_dominated(arrivals(level, seen, depth))
	places := sort({[id[0], id[2]] | some id, _ in reached})
	kept := array.slice(places, 0, state_limit)
	left_out := array.slice(places, state_limit, count(places))
	worth := {place: worth_trying(place, reached) | some place in kept}
	heard := {place: heard_in(place[1], place[0], calls_of(places_worth)) | some place, places_worth in worth}
	ways := {place: ways_in(place[1], found, place[0], worth[place]) | some place, found in heard}
	nodes := [node |
		some id, arrival in reached
		place := [id[0], id[2]]
		first := object.union(carried(arrival[3]), gained(arrival, id[2]))
		node := {"id": id, "had": reachable(ways[place], first, depth, id[2])}
	]
}

# In a further state only those moves are tried that may bring more: what changes the state again, and what gives
# something that is not had already wherever the state is reached.
worth_trying(place, reached) := {alternative.move |
	owned := intersection({object.keys(arrival[3]) | some id, arrival in reached; [id[0], id[2]] == place})
	some alternative in alternatives
	may_bring_more(alternative, owned)
}

calls_of(places) := all_of_everything | {call |
	some place in places
	some alternative in alternatives_by_move[place]
	some call in alternative.calls
}

may_bring_more(alternative, _) if alternative.change != {}

may_bring_more(alternative, owned) if {
	some given in alternative.gives
	not given in owned
}

# How each state is first reached: by the fewest calls, with what is had in the state before.
arrivals(level, seen, depth) := {id: min(found) |
	offers := [[id, [length(trail), way.key, trail, node.had, rests, node.id[2]]] |
		some node in level.nodes
		owned := object.keys(node.had)
		some way in level.ways[[node.id[0], node.id[2]]]
		way.change != {}
		count(way.needs - owned) == 0
		some next in changed(node.id[2], way.change)
		id := [node.id[0], node.id[1], next]
		not id in seen
		trail := union({node.had[need].trail | some need in way.needs}) | {mark(way, [depth - 1, 9, node.id[2]])}
		rests := union({node.had[need].rests | some need in way.needs})
	]
	some id in {coming[0] | some coming in offers}
	found := [coming[1] | some coming in offers; coming[0] == id]
}

# Who has an administrator's policy is better off with fewer of the documents that have a Deny.
without_dominated(reached) := {id: arrival |
	some id, arrival in reached
	better := [other |
		some other, sooner in reached
		array.slice(other, 0, 2) == array.slice(id, 0, 2)
		sooner[0] <= arrival[0]
		is_better(other[2], id[2])
	]
	count(better) == 0
}

is_better(one, other) if {
	one.admin == "user"
	one != other
	[one.left, one.user] == [other.left, other.user]
	count({name | some name in other.removed} - {name | some name in one.removed}) == 0
}

# What is had stays, but for the goals: in another state they may be nearer.
carried(had) := {token: entry | some token, entry in had; not token in goals}

goals := {goal.id | some goal in data.mfa.hijack.graph.goals}

gained(arrival, state) := {token: {"trail": arrival[2], "rests": arrival[4]} |
	some token in ({"state"} | {"guard-removed" | loses_guard(arrival[5], state)})
}

search_gaps contains sprintf("more states of the user can be made than are searched: %d are left out", [left_out]) if {
	left_out := sum([level.left_out | some level in levels])
	left_out > 0
}

search_gaps contains "the user's policies can be changed more often than is searched" if {
	some part in [usual_levels, world_levels, reading_levels]
	count(part) > 0
	last := part[count(part) - 1]
	count(arrivals(last, union({ids_of(level) | some level in part}), 5)) > 0
}
