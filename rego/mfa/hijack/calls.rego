# METADATA
# title: The hijack search
# description: >-
#   What an attacker reaches from one stolen credential beyond what the profile grants it: the shortest path from
#   each start to each goal, as calls with the statement that allows each. What an attacker
#   can do is data (`data.mfa.hijack.graph`). A move is open if each of its calls is allowed to the caller under
#   the subject's policies. `account_facts` is what is assumed, `distinct_names` the names in policies, `calls` what is
#   asked, `layers` under which policies, `open_moves` which moves are open, `reachability` what can be reached,
#   `search` the result.
package mfa.hijack

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.requests
import data.mfa.subject

# Every caller of every move with its calls, by names: the alternatives, each a set of questions.
call_alternatives := [[alternatives_of(place, caller) | some caller in callers_of(move)] |
	some place, move in data.mfa.hijack.graph.moves
]

callers_of(move) := data.mfa.hijack.graph.groups[move.by]

alternatives_of(place, caller) := [{call_id(caller, call) | some call in variant.calls} |
	some variant in variants[place]
]

# A question is who calls what on what, with what more in the context. A call may name another credential than
# the caller's that it is judged with.
call_id(caller, call) := concat(" ", [
	object.get(call, "as", caller),
	call.action,
	call.resource,
	json.marshal(object.get(call, "context", {})),
])

calls := {name: question |
	some pair in caller_calls
	name := call_id(pair[0], pair[1])
	question := {
		"caller": object.get(pair[1], "as", pair[0]),
		"action": pair[1].action,
		"resource": pair[1].resource,
		"more": object.get(pair[1], "context", {}),
	}
}

caller_calls := {[caller, call] |
	some place, move in data.mfa.hijack.graph.moves
	some caller in callers_of(move)
	some variant in variants[place]
	some call in variant.calls
} | {[caller, call] |
	some caller in all_users
	some call in data.mfa.hijack.graph.everything
}

# The callers who may be able to do everything.
all_users := {"console-with-mfa", "new-user-session"} | {caller |
	some move in data.mfa.hijack.graph.moves
	move.everything
	some caller in callers_of(move)
}

# The questions that stand for everything, by caller.
everything[caller] := [name |
	some call in data.mfa.hijack.graph.everything
	name := call_id(caller, call)
] if {
	some caller in all_users
}

names_of_everything := {name | some named in everything; some name in named}

# What the services take from each caller before any policy is asked: none of the rest is asked.
accepted_calls := {name | some name, question in calls; is_accepted(question)}

is_accepted(question) if question.action in data.mfa.hijack.graph.uncalled

is_accepted(question) if accepted[question.caller] == ["any"]

# The last pattern that matches decides; a "!" takes away.
is_accepted(question) if {
	verdicts := [startswith(pattern, "!") |
		some pattern in accepted[question.caller]
		covers(trim_prefix(pattern, "!"), question.action)
	]
	verdicts[count(verdicts) - 1] == false
}

accepted[name] := patterns if {
	some name, caller in data.mfa.hijack.graph.callers
	patterns := data.mfa.credentials[caller.credential].reaches
}

covers(pattern, action) if pattern in {"any", action}

covers(pattern, action) if {
	endswith(pattern, "*")
	startswith(action, trim_suffix(pattern, "*"))
}

# The requests that the questions are.
requests_by_call[name] := request if {
	some name in accepted_calls
	question := calls[name]
	request := {
		"principal": principals[question.caller],
		"action": question.action,
		"resource": filled[question.resource],
		"resource_account": subject.account,
		"context": context_name(question),
	}
}

principals[name] := text if {
	some name, caller in data.mfa.hijack.graph.callers
	text := requests.filled(object.get(caller, "principal", data.mfa.credentials[caller.credential].principal))
}

context_name(question) := concat(" ", [question.caller, json.marshal(question.more)])

contexts := {name: context |
	some pair in {[question.caller, question.more] | some question in calls}
	name := context_name({"caller": pair[0], "more": pair[1]})
	context := object.union(own_contexts[pair[0]], pair[1])
}

own_contexts[name] := context if {
	some name, caller in data.mfa.hijack.graph.callers
	variant := assumptions.variant(caller.credential)
	brought := requests.context(caller.credential, variant, object.get(caller, "context", {}))
	context := object.union(brought, classes.usual_overlay)
}
