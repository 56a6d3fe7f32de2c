package mfa.hijack

import data.mfa.classes
import data.mfa.subject

# Every alternative of every move, once for each of the names that it can be tried with. A call is an ask: with whose
# credential, if not the caller's, what on what, and with which keys beside, as far as a policy looks at them.
alternatives := [alternative | some listed in alternatives_by_move; some alternative in listed]

alternatives_by_move := [listed |
	some place, move in data.mfa.hijack.graph.moves
	listed := [alternative_of(place, move, number, one, binding) |
		not object.get(move, "instead", "") in outside
		some number, one in listed_alternatives(move)
		some binding in bindings(words_in(move, one))
	]
]

alternative_of(place, move, number, listed, binding) := {
	"move": place,
	"by": move.by,
	"number": number,
	"calls": asked,
	"asks": {call | some call in asked} - trusted,
	"trusted": trusted,
	"needs": needs,
	"gives": gives,
	"change": change,
	"outcome": [gives, needs, outcome_of(change)],
} if {
	asked := [ask_id(ask, binding) | some ask in listed.calls]
	trusted := {ask_id(ask, binding) | some ask in listed.trusted}
	gives := all_bound(move.gives, binding)
	needs := {need | some need in all_bound(move.needs, binding)}
	change := bound_change(listed.change, binding)
}

# Where a policy is attached, and how it is lost again, makes no other outcome.
outcome_of(change) := [
	object.get(change, "removes", ""),
	"grants" in object.keys(change),
	object.get(change, "renames", ""),
]

# Those of a move by what comes of them.
alternatives_of := [{outcome: alike |
	some outcome in {alternative.outcome | some alternative in listed}
	alike := [alternative | some alternative in listed; alternative.outcome == outcome]
} |
	some listed in alternatives_by_move
]

# What a move lists, or what devices, services and the proof list for it.
listed_alternatives(move) := [as_alternative(listed) | some listed in listed_by(move)]

as_alternative(listed) := alternative_with(listed, {}) if is_array(listed)

as_alternative(listed) := alternative_with(listed.calls, listed.change) if is_object(listed)

alternative_with(calls, change) := {
	"calls": [ask_of(call) | some call in calls],
	"trusted": [ask_of(call) | some call in calls; is_object(call); call.trusted],
	"change": change,
}

listed_by(move) := [[enrolling(call) | some call in device.calls] |
	some device in data.mfa.samples.enrolment.devices
	device.good_for == move.devices
] if {
	move.devices
}

listed_by(move) := [array.concat([passing(passed.to)], passed.then) | some passed in move.passes] if move.passes

listed_by(move) := array.concat(move.calls, [[call] | some call in service_calls]) if {
	move.services
}

listed_by(move) := move.calls if {
	not move.services
	not move.passes
	not move.devices
}

listed_by(move) := [[]] if {
	not move.calls
	move.by == "none"
}

passing(service) := {
	"call": "iam:PassRole {role}",
	"context": {"iam:PassedToService": concat("", [service, ".amazonaws.com"])},
}

# The attacker's device has a name of its own.
enrolling(call) := {
	"call": concat(" ", [call.action, object.get(device_resources, call.resource, call.resource)]),
	"context": object.get(call, "context", {}),
}

device_resources := {
	"arn:aws:iam::{account}:mfa/{user}": "{new-device}",
	"arn:aws:iam::{account}:user/{user}": "{self}",
}

# One request of each class of services that the policies tell apart.
service_calls := [concat(" ", [sample.action, sample.resource]) |
	some sample in array.slice(classes.samples.services, 0, class_limit)
	not sample.resource_account
	not startswith(sample.action, "sts:")
	not sample in classes.samples.registry
]

class_limit := 12

# A call: with which credential, what, on what, and the other keys.
ask_of(call) := ["", action_in(call), resource_in(call), {}] if is_string(call)

ask_of(call) := [object.get(call, "as", ""), action_in(call.call), resource_in(call.call), keys] if {
	is_object(call)
	keys := {key: value |
		some key, value in object.get(call, "context", {})
		lower(key) in looked_at
	}
}

action_in(text) := split(text, " ")[0]

# A resource that a policy names may have spaces.
resource_in(text) := replace(substring(text, indexof(text, " ") + 1, -1), "{account}", subject.account)

# An ask as one text, which sets and trails hold; JSON, as a name may have any character.
ask_id(ask, binding) := json.marshal([
	ask[0], ask[1], bound(ask[2], binding),
	{key: bound(value, binding) | some key, value in ask[3]},
])

looked_at := classes.condition_keys | classes.variable_keys

asks[id] := ask if {
	some id in all_asks
	parts := json.unmarshal(id)
	place := place_of(parts[1], parts[2])
	ask := {"as": parts[0], "action": parts[1], "resource": parts[2], "more": parts[3], "place": place}
}

all_asks := {call | some alternative in alternatives; some call in alternative.calls} | all_of_everything

# What stands for everything: the calls of the graph, and one of each class of services.
everything := [ask_id(ask_of(call), {}) | some call in array.concat(data.mfa.hijack.graph.everything, service_calls)]

all_of_everything := {id | some id in everything}

is_service contains id if {
	some id in all_of_everything
	action := asks[id].action
	not startswith(action, "iam:")
}

# Each choice of a name for each word that is used.
words_in(move, listed) := sort({word |
	texts := concat(" ", array.concat(array.concat(move.needs, move.gives), [json.marshal(listed.calls)]))
	some braced in regex.find_n(`\{[a-z-]+\}`, texts, -1)
	word := trim(braced, "{}")
	names[word]
})

bindings([]) := [{}]

bindings(words) := [binding_of(words, number) |
	not 0 in sizes(words)
	some number in numbers.range(0, product(sizes(words)) - 1)
] if {
	words != []
}

sizes(words) := [count(names[word]) | some word in words]

binding_of(words, number) := {word: names[word][floor(number / before) % count(names[word])] |
	some place, word in words
	before := product(sizes(array.slice(words, 0, place)))
}

all_bound(texts, binding) := texts if {
	binding == {}
} else := [bound(text, binding) | some text in texts]

# A text with the words in braces replaced; those that have no value stay.
bound(text, binding) := text if {
	not contains(text, "{")
} else := concat("", array.concat([parts[0]], [bound_part(part, binding) |
	some part in array.slice(parts, 1, count(parts))
])) if {
	parts := split(text, "{")
}

bound_part(part, binding) := concat("", [value, substring(part, indexof(part, "}") + 1, -1)]) if {
	value := object.get(binding, split(part, "}")[0], "")
	value != ""
} else := concat("", ["{", part])

bound_change(change, binding) := object.union(change, {"renames": binding.renamed}) if {
	change.renames
} else := change
