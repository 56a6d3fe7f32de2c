package mfa.hijack

import data.mfa.subject

# Without a password there is no console to begin in.
starts := [start |
	some start in data.mfa.hijack.graph.starts
	subject.can_have(data.mfa.credentials[start.row])
]

# What is had at a start under the facts of a world.
tokens(start, world) := (({token | some token in start.has} | outside) | {token |
	some given in world.gives
	some token in given
}) - {token | some token in start.without}

# An account of the attacker's can assume a role that trusts it, unless an RCP stands against it.
outside := {"outside-account" | is_outside_admitted}

# Everything that can be had in a state, from what is had already: on which trail of ways, and on what of the start it
# rests. A mark of a trail is its order, the place of the move, its calls and the state. The graph has no longer way
# than this many rounds; a test holds it to that.
reachable(ways, first, depth, state) := found if {
	second := next_round(ways, {}, first, [depth, 1, state])
	third := next_round(ways, first, second, [depth, 2, state])
	fourth := next_round(ways, second, third, [depth, 3, state])
	fifth := next_round(ways, third, fourth, [depth, 4, state])
	sixth := next_round(ways, fourth, fifth, [depth, 5, state])
	seventh := next_round(ways, fifth, sixth, [depth, 6, state])
	found := next_round(ways, sixth, seventh, [depth, 7, state])
}

# One round more: what is new comes by the trail with the fewest calls.
next_round(ways, before, had, place) := had if {
	count(before) == count(had)
} else := object.union(had, {token: {"trail": best[2], "rests": best[3]} |
	owned := object.keys(had)
	open := [way |
		some way in ways
		count(way.needs - owned) == 0
		count({given | some given in way.gives} - owned) > 0
	]
	some token in {given | some way in open; some given in way.gives; not given in owned}
	best := min([offer(way, had, place) | some way in open; token in way.gives])
})

offer(way, had, place) := [length(trail), way.key, trail, rests] if {
	trail := union({had[need].trail | some need in way.needs}) | {mark(way, place)}
	rests := union({had[need].rests | some need in way.needs})
}

mark(way, place) := [[place[0], place[1]], way.key, way.calls, place[2]]

length(trail) := sum([count(taken[2]) | some taken in trail])
