# METADATA
# title: What depends on an assumption
# description: >-
#   Where the documentation leaves a point open, the answer rests on an assumption. This asks again with each
#   other reading, but only where it changes a match set (or is about the decision itself): elsewhere no
#   answer can change.
package iam.sensitivity

import data.iam.assumptions
import data.iam.match
import data.iam.policies

# The other readings of every assumption, as [name, value].
readings := [[name, value] |
	some name, option in assumptions.options
	some value in option.values
	value != assumptions.chosen[name]
]

# The readings that change what matches, or that the decision asks for by name.
relevant := [reading |
	some reading in readings
	is_relevant(reading[0], reading[1])
]

is_relevant(name, value) if {
	name in applicable
	signature_under(name, value) != match.signature
}

is_relevant("get-session-token-deny", _) if {
	"session-token" in {family | some family in match.action_families}
}

is_relevant("unstated-resource-policy", _) if not policies.applies("resource")

signature_under(name, value) := found if {
	changed := input_under(name, value)
	found := match.signature with input as changed
}

input_under(name, value) := object.union(input, {
	"assumptions": object.union(object.get(input, "assumptions", {}), {name: value}),
	"explain": false,
})

answers := found if {
	batch := object.union(input, {"explain": false})
	found := data.iam.answers with input as batch
}

answers_under(name, value) := found if {
	changed := input_under(name, value)
	found := data.iam.answers with input as changed
}

answers_by_reading := [{
	"assumption": reading[0],
	"value": reading[1],
	"answers": answers_under(reading[0], reading[1]),
} |
	some reading in relevant
]

# For each request, the readings under which it would be decided otherwise.
by_request := [others |
	some index, answer in answers
	others := [otherwise |
		some other in answers_by_reading
		decision := object.get(other.answers[index], "decision", "none")
		decision != object.get(answer, "decision", "none")
		otherwise := {
			"assumption": other.assumption,
			"chosen": assumptions.chosen[other.assumption],
			"value": other.value,
			"decision": decision,
		}
	]
]
