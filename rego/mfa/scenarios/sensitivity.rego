package mfa.scenarios

import data.mfa.assumptions

# The readings of open points under which a case would have another outcome.
sensitivity(index) := [{
	"assumption": other.name,
	"chosen": other.chosen,
	"value": other.value,
	"otherwise": other.turned[index],
} |
	some other in sensitive_cases
	other.turned[index]
]

# For each reading that matters to some request: the outcome of the cases that end otherwise.
sensitive_cases := [{"name": reading[0], "chosen": chosen, "value": reading[1], "turned": turned_cases} |
	some reading in relevant
	turned_cases := {index: other |
		some index, other in outcomes_under(reading[0], reading[1])
		other != outcomes[index]
	}
	count(turned_cases) > 0
	chosen := object.get(evaluation_assumptions, reading[0], data.iam.assumptions.options[reading[0]]["default"])
]

relevant := found if {
	batch := object.union(evaluation_input, {"explain": false})
	found := data.iam.sensitivity.relevant with input as batch
}

outcomes_under(name, value) := found if {
	changed := object.union(input, {"assumptions": object.union(assumptions.given, {name: value})})
	found := data.mfa.scenarios.outcomes with input as changed
}
