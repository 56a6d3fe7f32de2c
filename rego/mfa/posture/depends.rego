package mfa.posture

import data.mfa.assumptions

# The cells that would be otherwise under another reading of an open point: on what a credential brings, or on
# how a policy is evaluated.
depends := array.concat(on_credentials, on_evaluation)

on_credentials := [{
	"assumption": name,
	"chosen": chosen,
	"row": block.row,
	"column": block.column,
	"state": assumed.state,
	"otherwise": {"value": block.variant, "state": judged[place].state},
} |
	some place, block in blocks
	chosen := assumptions.variant(block.row)
	block.variant != chosen
	name := assumptions.name_of(block.row)
	assumed := cells[block.row][block.column]
	judged[place].state != assumed.state
]

relevant := found if {
	asking := object.union(question, {"explain": false})
	found := data.iam.depends.relevant with input as asking
}

on_evaluation := [{
	"assumption": reading[0],
	"chosen": data.iam.assumptions.options[reading[0]]["default"],
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
]

cells_under(name, value) := found if {
	changed := object.union(input, {"assumptions": object.union(assumptions.given, {name: value})})
	found := data.mfa.posture.cells with input as changed
}
