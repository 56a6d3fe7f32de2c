package mfa.hijack

import data.mfa.subject

# What is had from each start under what is assumed.
usual_levels := explored({[no_reading, chance.tokens] | some chance in usual_chances})

paths := [route | some chance in usual_chances; some route in routes_from(chance, usual_entries)]

usual_chances := [chance_of(start, worlds[0], no_reading) | some start in starts]

chance_of(start, world, reading) := {
	"start": start,
	"world": world,
	"reading": reading,
	"tokens": tokens(start, world),
}

usual_entries := entries_in(usual_levels)

# A chance is a start under another fact about the account, or another reading of an open point, or both; there is none
# from the starts that lead to the worst already.
world_chances := [chance_of(start, world, no_reading) |
	some start in starts
	may_lead_further(start)
	some world in worlds
	makes_a_difference(world)
]

# A fact makes a difference if some way needs what it gives: the first such way is one of those that are open otherwise.
makes_a_difference(world) if {
	some name, _ in world.changed
	count(object.get(world.gives, name, set()) & needed_tokens) > 0
}

needed_tokens := {need |
	some level in usual_levels
	some ways in level.ways
	some way in ways
	some need in way.needs
}

may_lead_further(start) if {
	worst := min([rank | some rank, prize in data.mfa.hijack.graph.goals; not given_by_profile(prize.column, start.row)])
	reached := [1 | some route in paths; route.from == start.id; route.rank == worst]
	count(reached) == 0
}

default world_levels := []

world_levels := found if {
	count(world_chances) > 0
	found := explored({[no_reading, chance.tokens] | some chance in world_chances})
}

# A reading makes a difference if a way that it opens can be gone from what is had without it.
reading_chances := [object.union(chance, {"reading": reading}) |
	some chance in array.concat(
		[usual | some usual in usual_chances; may_lead_further(usual.start)],
		world_chances,
	)
	some reading in readings
	opens_more(reading, chance)
]

opens_more(reading, chance) if {
	some level in array.concat(usual_levels, world_levels)
	some node in level.nodes
	node.id == [no_reading, chance.tokens, root_state]
	owned := object.keys(node.had)
	some way in opened_by[reading]
	count(way.needs - owned) == 0
	count({given | some given in way.gives} - owned) > 0
}

default reading_levels := []

reading_levels := found if {
	count(reading_chances) > 0
	found := explored({[chance.reading, chance.tokens] | some chance in reading_chances})
}

chances := array.concat(world_chances, reading_chances)

other_levels := array.concat(world_levels, reading_levels)

other_entries := entries_in(other_levels)

levels := array.concat(usual_levels, other_levels)

# How an attacker gets further if something is otherwise: the worst goal that is reached from a start, if it is worse
# than all that less of a change brings; with the other goals that are reached only then.
residual := [object.union(worst, {"also": others}) |
	some found in further_routes
	worst := found[0]
	not is_known(worst)
	others := [route.to | some route in found; route.rank > worst.rank; not is_usual(route)]
]

further_routes := [found | some chance in chances; found := routes_from(chance, other_entries)]

is_known(route) if {
	some other in paths
	other.from == route.from
	other.rank <= route.rank
}

is_known(route) if {
	some found in further_routes
	found[0].from == route.from
	found[0].rank <= route.rank
	is_less(found[0].changed, route.changed)
}

is_usual(route) if {
	some other in paths
	[other.from, other.to] == [route.from, route.to]
}

is_less(one, other) if {
	one != other
	every name, value in one {
		other[name] == value
	}
}

# Every goal that is reached in a chance, the worst first.
routes_from(chance, entries) := [route |
	reached := entries[[chance.reading, chance.tokens]]
	some rank, prize in data.mfa.hijack.graph.goals
	entry := min(reached[prize.id])
	not prize.id in chance.start.has
	not given_by_profile(prize.column, chance.start.row)
	route := {
		"from": chance.start.id,
		"to": prize.id,
		"rank": rank,
		"trail": entry[1],
		"length": entry[0],
		"reading": chance.reading,
		"changed": object.union(chance.world.changed, reading_changed(chance.reading)),
		"assumptions": facts_used(entry[2], chance.world),
	}
]

# The ways to each goal from each start, in all states.
entries_in(some_levels) := {start: {goal: found |
	some goal in goals
	found := {[length(had[goal].trail), had[goal].trail, had[goal].rests] |
		some had in hads
		count(had[goal].trail) > 0
	}
	count(found) > 0
} |
	some start in {array.slice(node.id, 0, 2) | some level in some_levels; some node in level.nodes}
	hads := {node.had | some level in some_levels; some node in level.nodes; array.slice(node.id, 0, 2) == start}
}

reading_changed(reading) := {reading.name: reading.value} if {
	reading.name != ""
} else := {}

facts_used(rests, world) := {name: value |
	some name, given in world.gives
	count(given & rests) > 0
	value := world.facts[name]
}

# What the profile gives to such a caller anyway is no prize.
given_by_profile("identity", row) if profile_cell(row, "identity") == "open"

given_by_profile("services", row) if profile_cell(row, "services") != "blocked"

profile_cell(row, column) := object.get(data.mfa.profiles.by_name, [subject.profile, "rows", row, column], "any")
