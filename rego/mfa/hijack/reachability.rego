package mfa.hijack

import data.mfa.subject

# What can be had, by what the ways give.
moves_giving[state] := found if {
	some state in given_tokens
	found := [way | some way in open_moves; state in way.gives]
}

given_tokens := {token | some way in open_moves; some token in way.gives}

# What some way needs: nothing else that an attacker may have makes a difference.
needed_tokens := {need | some way in open_moves; some need in way.needs}

# What is had at a start in a world.
tokens(start, world) := ((({token | some token in start.has} | guard_tokens) | {token |
	some name, value in world.facts
	some token in given_by(name, value)
}) | names_in(world)) - {token | some token in start.without}

tokens_that_count(start, world) := tokens(start, world) & (needed_tokens | {token | some token in start.has})

# Without a password there is no console to begin in.
starts := [start |
	some start in data.mfa.hijack.graph.starts
	subject.can_have(data.mfa.credentials[start.row])
]

# Starts of different worlds that have the same are walked once.
reachable_from[starting_tokens] := found if {
	some start in starts
	some world in worlds
	starting_tokens := tokens_that_count(start, world)
	found := reachable(starting_tokens)
}

# Everything that can be had from there: in which round, on which trail of ways (each with its round, its place and
# the number of its calls), and on what of the start it rests. The graph has no longer way than this many rounds; a
# test holds it to that.
reachable(starting_tokens) := found if {
	first := {token: {"round": 0, "trail": set(), "rests": {token}} | some token in starting_tokens}
	second := next_round({}, first, 1)
	third := next_round(first, second, 2)
	fourth := next_round(second, third, 3)
	fifth := next_round(third, fourth, 4)
	sixth := next_round(fourth, fifth, 5)
	seventh := next_round(fifth, sixth, 6)
	eighth := next_round(sixth, seventh, 7)
	found := next_round(seventh, eighth, 8)
}

# One round more: what is new comes by the trail with the fewest calls.
next_round(before, had, turn) := had if {
	count(before) == count(had)
} else := object.union(had, {state: entry |
	owned := object.keys(had)
	some state, options in moves_giving
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
