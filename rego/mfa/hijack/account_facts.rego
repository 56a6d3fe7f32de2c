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
# one that differs in it; and one for each name that the policies tell apart.
worlds := array.concat(
	array.concat([{"changed": {}, "facts": facts}], [world |
		some name, assumption in data.mfa.hijack.graph.assumptions
		facts[name] != object.get(assumption, "shown", facts[name])
		changed := {name: assumption.shown}
		world := {"changed": changed, "facts": object.union(facts, changed)}
	]),
	named_worlds,
)

# What a fact gives an attacker.
given_by(name, value) := {token | some token in object.get(gives, value, object.get(gives, "*", []))} if {
	gives := data.mfa.hijack.graph.assumptions[name].gives
}

# Names of the account in ARNs; a sample stands for what there is not.
names[mark] := value if {
	some name, assumption in data.mfa.hijack.graph.assumptions
	mark := sprintf("{%s}", [name])
	value := facts[name]
	value != "none"
	assumption.sample
}

names[mark] := value if {
	some name, assumption in data.mfa.hijack.graph.assumptions
	mark := sprintf("{%s}", [name])
	facts[name] == "none"
	value := assumption.sample
}

# Each text of the graph with its names filled in.
filled[text] := value if {
	some text in texts
	marks := [mark | some mark, _ in names; contains(text, mark)]
	count(marks) == 0
	value := requests.filled(text)
}

filled[text] := value if {
	some text in texts
	some mark, name in names
	contains(text, mark)
	value := requests.filled(replace(text, mark, name))
}

texts := {question.resource | some question in calls}
