package mfa.posture

import data.iam.policies
import data.mfa.assumptions
import data.mfa.subject

# The cells that would be otherwise under another reading of an open point: on what a credential brings, or on
# how a policy is evaluated.
sensitivity := array.concat(by_credential_variant, by_reading)

by_credential_variant := [{
	"assumption": name,
	"chosen": chosen,
	"row": block.row,
	"column": block.column,
	"state": assumed.state,
	"otherwise": {"value": block.variant, "state": block_cells[place].state},
} |
	some place, block in blocks
	chosen := assumptions.variant(block.row)
	block.variant != chosen
	name := assumptions.name_of(block.row)
	assumed := cells[block.row][block.column]
	block_cells[place].state != assumed.state
]

# A reading is relevant where it changes what matches the requests that are asked. These stand for all under the
# reading that is chosen; under another one short ARNs divide requests otherwise, so it is tried whatever matches now.
relevant := [reading |
	some reading in readings
	is_relevant(reading)
]

readings := found if {
	batch := object.union(evaluation_input, {"explain": false})
	found := data.iam.sensitivity.readings with input as batch
}

is_relevant(reading) if reading in relevant_in_matches

is_relevant(reading) if {
	reading[0] in {"colon-crossing", "short-arns"}
	count(short_patterns) > 0
}

relevant_in_matches := found if {
	batch := object.union(evaluation_input, {"explain": false})
	found := data.iam.sensitivity.relevant with input as batch
}

short_patterns := {pattern |
	some statement in subject.statements
	some pattern in policies.element(statement, "Resource")
	pattern != "*"
	count(split(pattern, ":")) < 6
}

by_reading := [{
	"assumption": reading[0],
	"chosen": chosen,
	"row": row,
	"column": column,
	"state": cell.state,
	"otherwise": {"value": reading[1], "state": other[row][column].state},
} |
	some reading in relevant
	not reading[0] in {"unstated-resource-policy", "get-session-token-deny"}
	other := cells_under(reading[0], reading[1])
	some row in rows
	some column in columns
	cell := cells[row][column]
	other[row][column].state != cell.state
	chosen := object.get(
		assumptions.for_evaluation, reading[0],
		data.iam.assumptions.options[reading[0]]["default"],
	)
]

cells_under(name, value) := found if {
	changed := object.union(input, {"assumptions": object.union(assumptions.given, {name: value})})
	found := data.mfa.posture.cells with input as changed
}
