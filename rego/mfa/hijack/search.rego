# METADATA
# title: The hijack search
# description: >-
#   What an attacker reaches from one stolen credential beyond what the profile grants it: the shortest path from
#   each start to each goal, as calls with the statement that allows each. What an attacker
#   can do is data (`data.mfa.hijack.graph`). A move is open if each of its calls is allowed to the caller under
#   the policies of the state that the user is in. `account_facts` is what is assumed, `names` what is tried,
#   `alternatives` the calls, `states` which policies are attached, `decisions` what is asked, `ways` what is open,
#   `reachability` what can be had in a state, `readings` the open points, `exploration` the states, `routes` what is
#   reached from each start, `search` the result.
package mfa.hijack

import data.mfa.subject

# What the search is about: the policies of a user. Those of a resource or a role are another question.
is_applicable if {
	subject.kind in {"identity", "boundary", "session", "scp"}
	subject.principal == "user"
}

problems := fact_problems | policy_problems

policy_problems := {answer.error | some answer in first_heard.answers; answer.error}

# METADATA
# title: What an attacker reaches
# description: >-
#   `paths` hold under what is assumed about the account, `residual` only if one assumption is otherwise
#   (`depends_on`), with the worst goal that each leads to. `complete` is false where a bound was met, and `gaps` says
#   which. What cannot be judged is an error.
# entrypoint: true
default search := {"found": false, "judged": false, "paths": [], "residual": [], "assumptions": {}}

search := {"error": sort(problems)[0]} if {
	is_applicable
	count(problems) > 0
}

search := {
	"found": count(paths) > 0,
	"judged": true,
	"paths": [path(route) | some route in paths],
	"residual": [object.union(path(route), {"depends_on": route.changed, "also": route.also}) | some route in residual],
	"assumptions": facts,
	"complete": count(gaps) == 0,
	"gaps": sort(gaps),
	"not_searched": data.mfa.hijack.graph.not_searched,
} if {
	is_applicable
	count(problems) == 0
}

gaps := name_gaps | search_gaps

# For each start the worst goal that it reaches, under what is assumed, with the other goals.
worst_paths := [{"start": start, "prize": prize, "path": path(first), "also": others, "calls": calls_at_first(first)} |
	is_applicable
	some start in starts
	found := [route | some route in paths; route.from == start.id]
	first := found[0]
	prize := data.mfa.hijack.graph.goals[first.rank]
	others := [route.to | some route in found; route.to != first.to]
]

path(route) := {
	"from": route.from,
	"to": route.to,
	"steps": [step(taken, pair, route.reading) | some taken in sort(route.trail); some pair in taken[2]],
	"assumptions": route.assumptions,
}

# The calls of the path that the subject's own policies decide before the attacker has changed any of them.
calls_at_first(route) := [call |
	some taken in sort(route.trail)
	taken[3] == root_state
	some [voice, id] in taken[2]
	owner_of(voice) == "subject"
	asked := [spokesman[voice], id]
	[request] := requests_in(root_state, [asked])
	call := {
		"request": object.remove(request, ["context"]),
		"context": at_place(object.union(voice_context(voice, root_state), asks[id].more), asks[id].place),
		"by": answer_in(asked, root_state, route.reading).by,
	}
]

step(taken, pair, reading) := {
	"move": data.mfa.hijack.graph.moves[taken[1][0]].id,
	"action": ask.action,
	"resource": bound(ask.resource, user),
	"principal": principal(pair[0], taken[3]),
	"credential": credential_of(voices[pair[0]].caller),
	"why": answer.reason,
	"by": own_statements(pair, answer.by),
} if {
	ask := asks[pair[1]]
	user := {"self": own_arn(taken[3]), "user": own_name(taken[3])}
	answer := answer_in([spokesman[pair[0]], pair[1]], taken[3], reading)
}

answer_in(pair, state, reading) := answers_to(pair, heard)[0] if {
	owner_of(pair[0]) == "subject"
	some level in levels
	heard := level.heard[[reading, state]]
} else := answers_to(pair, administrators_heard(reading))[0]

answers_to(pair, heard) := [heard.answers[index] | some index, other in heard.asked; other == pair]

# Under an administrator's policy no identity policy is the subject's.
own_statements(pair, by) := [where | some where in by; not startswith(where.policy, "identity[")] if {
	owner_of(pair[0]) == "administrator"
} else := by
