package mfa.hijack

import data.mfa.requests
import data.mfa.subject

# What is assumed about the account: the defaults, and over them what was chosen for all subjects or for this one.
given_facts := object.union(object.get(input, "account_facts", {}), object.get(subject.attributes, "account_facts", {}))

facts[name] := value if {
	some name, assumption in data.mfa.hijack.graph.assumptions
	value := object.get(given_facts, name, assumption["default"])
}

# What cannot be assumed is refused, never passed over.
fact_problems contains {"where": place, "message": message} if {
	some name, _ in given_facts
	not name in object.keys(data.mfa.hijack.graph.assumptions)
	place := sprintf("/account_facts/%s", [name])
	message := sprintf("%s is not a fact about the account; expected one of %s", [
		name,
		concat(", ", sort(object.keys(data.mfa.hijack.graph.assumptions))),
	])
}

fact_problems contains {"where": place, "message": message} if {
	some name, assumption in data.mfa.hijack.graph.assumptions
	value := facts[name]
	not is_choice(assumption, value)
	place := sprintf("/account_facts/%s", [name])
	message := sprintf("%v is not a value of %s; expected %s", [value, name, choices(assumption)])
}

is_choice(assumption, value) if value in assumption.values

is_choice(assumption, value) if {
	not assumption.values
	is_string(value)
	regex.match(`^[\w+=,.@/-]+$`, value)
}

choices(assumption) := concat(" or ", values) if {
	values := assumption.values
} else := "a name"

# The worlds that are searched: the one that is assumed, and for each assumption that is shown both ways the
# one that differs in it; for a role that is shown, also each one that the policies tell apart. What each fact gives
# is part of it.
worlds := array.concat([world_with({})], [world_with({name: value}) |
	some name, assumption in data.mfa.hijack.graph.assumptions
	some value in values_shown(name, assumption)
	facts[name] != value
])

world_with(changes) := {"changed": changes, "facts": all_facts, "gives": gives} if {
	all_facts := object.union(facts, changes)
	gives := {name: given |
		some name, value in all_facts
		given := given_by(name, value)
		count(given) > 0
	}
}

values_shown(_, assumption) := [assumption.shown] if assumption.values

values_shown(name, assumption) := array.concat([assumption.shown], [name_in(arn, assumption.template) |
	some arn in array.slice(names[name], 1, name_limit)
]) if {
	assumption.shown
	not assumption.values
}

name_in(arn, template) := trim_prefix(arn, requests.filled(trim_suffix(template, "*")))

# What a fact gives an attacker.
given_by(name, value) := {replace(token, "{arn}", arn_of(object.get(assumption, "template", ""), value)) |
	some token in object.get(assumption.gives, value, object.get(assumption.gives, "*", []))
} if {
	assumption := data.mfa.hijack.graph.assumptions[name]
}
