package mfa.hijack

# What can be had, by what the ways give.
ways_to[state] := found if {
	some state in all_given
	found := [way | some way in ways; state in way.gives]
}

all_given := {token | some way in ways; some token in way.gives}

# What some way needs: nothing else that a thief may have makes a difference.
all_needed := {need | some way in ways; some need in way.needs}

# What is had at a start in a world.
tokens(start, world) := ((({token | some token in start.has} | guard_tokens) | {token |
	some name, value in world.facts
	some token in given_by(name, value)
}) | names_in(world)) - {token | some token in start.without}

tokens_that_count(start, world) := tokens(start, world) & (all_needed | {token | some token in start.has})

# Starts of different worlds that have the same are walked once.
walks[had_there] := found if {
	some start in data.mfa.hijack.graph.starts
	some world in worlds
	had_there := tokens_that_count(start, world)
	found := reached(had_there)
}

# Everything that can be had from there: in which round, on which trail of ways (each with its round, its place and
# the number of its calls), and on what of the start it rests. The graph has no longer way than this many rounds; a
# test holds it to that.
reached(had_there) := found if {
	first := {token: {"round": 0, "trail": set(), "rests": {token}} | some token in had_there}
	second := grown({}, first, 1)
	third := grown(first, second, 2)
	fourth := grown(second, third, 3)
	fifth := grown(third, fourth, 4)
	sixth := grown(fourth, fifth, 5)
	seventh := grown(fifth, sixth, 6)
	eighth := grown(sixth, seventh, 7)
	found := grown(seventh, eighth, 8)
}

# One round more: what is new comes by the trail with the fewest calls.
grown(before, had, turn) := had if {
	count(before) == count(had)
} else := object.union(had, {state: entry |
	owned := object.keys(had)
	some state, options in ways_to
	not state in owned
	offers := [[length(trail), way.place, trail, rests] |
		some way in options
		count(way.needs - owned) == 0
		trail := union({had[need].trail | some need in way.needs}) | {[turn, way.place, count(way.calls)]}
		rests := union({had[need].rests | some need in way.needs})
	]
	count(offers) > 0
	best := min(offers)
	entry := {"round": turn, "trail": best[2], "rests": best[3]}
})

length(trail) := sum([mark[2] | some mark in trail])
