package mfa.hijack

import data.mfa.subject

# What the search is about: the policies of a user. Those of a resource or a role are another question.
is_applicable if {
	subject.kind in {"identity", "boundary", "session", "scp"}
	subject.principal == "user"
}

problems := fact_problems | policy_problems

# METADATA
# title: What an attacker reaches
# description: >-
#   `paths` hold under what is assumed about the account, `residual` only if one assumption is otherwise
#   (`depends_on`). What cannot be judged is an error.
# entrypoint: true
default search := {"found": false, "judged": false, "paths": [], "residual": [], "assumptions": {}}

search := {"error": sort(problems)[0]} if {
	is_applicable
	count(problems) > 0
}

search := {
	"found": count(routes[0]) > 0,
	"judged": true,
	"paths": [path(route) | some route in routes[0]],
	"residual": [object.union(path(route), {"depends_on": route.world.changed}) | some route in residual],
	"assumptions": facts,
} if {
	is_applicable
	count(problems) == 0
}

# For each start the worst goal that it reaches, under what is assumed, with the other goals.
worst_paths := [{"start": start, "prize": prize, "path": path(first), "also": others} |
	is_applicable
	some start in starts
	found := [route | some route in routes[0]; route.from == start.id]
	first := found[0]
	prize := data.mfa.hijack.graph.goals[first.rank]
	others := [route.to | some route in found; route.to != first.to]
]

# Every goal that a start reaches, world by world.
routes := [found |
	some world in worlds
	found := [route |
		some start in starts
		had := reachable_from[tokens_that_count(start, world)]
		some rank, prize in data.mfa.hijack.graph.goals
		not given_by_profile(prize.column, start.row)
		entry := had[prize.id]
		entry.round > 0
		route := {
			"from": start.id,
			"to": prize.id,
			"rank": rank,
			"world": world,
			"trail": entry.trail,
			"places": {mark[1] | some mark in entry.trail; mark[2] > 0},
			"length": length(entry.trail),
			"assumptions": facts_used(entry.rests, world),
		}
	]
]

facts_used(rests, world) := {name: value |
	some name, value in world.facts
	count(given_by(name, value) & rests) > 0
}

# What the profile gives to such a caller anyway is no prize.
given_by_profile("identity", row) if profile_cell(row, "identity") == "open"

given_by_profile("services", row) if profile_cell(row, "services") != "blocked"

profile_cell(row, column) := object.get(data.mfa.profiles.by_name, [subject.profile, "rows", row, column], "any")

# What another world adds: a goal that was out of reach, or a shorter way to it. Of several from one start, those
# are reported that take no more than the first of them, and of those that take the same the worst goal.
residual := [route |
	some found in array.slice(routes, 1, count(routes))
	news := [route | some route in found; not is_known_route(route)]
	some route in news
	not is_superseded(route, news)
]

is_known_route(route) if {
	some other in routes[0]
	[other.from, other.to] == [route.from, route.to]
	other.length <= route.length
}

is_superseded(route, news) if {
	some other in news
	other.from == route.from
	count(other.places - route.places) == 0
	[other.length, other.rank] < [route.length, route.rank]
}

path(route) := {
	"from": route.from,
	"to": route.to,
	"steps": [taking |
		some mark in sort(route.trail)
		way := open_moves_by_place[mark[1]]
		some name in way.calls
		taking := step(way, name)
	],
	"assumptions": route.assumptions,
}

open_moves_by_place := {way.place: way | some way in open_moves}

step(way, name) := {
	"move": data.mfa.hijack.graph.moves[way.place[0]].id,
	"action": request.action,
	"resource": request.resource,
	"principal": request.principal,
	"credential": data.mfa.hijack.graph.callers[calls[name].caller].credential,
	"why": permission.why,
	"by": permission.by,
} if {
	request := requests_by_call[name]
	permission := allowed[way.layer][name]
}
