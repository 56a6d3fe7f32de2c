package mfa.scenarios

import data.mfa.assumptions

# The readings of open points under which a case would pass where it fails now, or fail where it passes.
sensitivity(index) := [{"assumption": other.name, "chosen": other.chosen, "value": other.value} |
	some other in sensitive_cases
	index in other.turned
]

# For each reading that matters to some request: the cases that come out the other way.
sensitive_cases := [{"name": reading[0], "chosen": chosen, "value": reading[1], "turned": turned_cases} |
	some reading in relevant
	under := passed_under(reading[0], reading[1])
	turned_cases := (passed - under) | (under - passed)
	count(turned_cases) > 0
	chosen := object.get(evaluation_assumptions, reading[0], data.iam.assumptions.options[reading[0]]["default"])
]

relevant := found if {
	asking := object.union(evaluation_input, {"explain": false})
	found := data.iam.sensitivity.relevant with input as asking
}

passed_under(name, value) := found if {
	changed := object.union(input, {"assumptions": object.union(assumptions.given, {name: value})})
	found := data.mfa.scenarios.passed with input as changed
}
