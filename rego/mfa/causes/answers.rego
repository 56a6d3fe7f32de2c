package mfa.causes

import data.mfa.assumptions
import data.mfa.posture
import data.mfa.profiles
import data.mfa.subject

# The shortfalls whose witness can be asked once more, with the statements that nearly applied.
askable := [short |
	some short in profiles.shortfalls
	is_string(object.get(short.witness, "asked", null))
]

of_insiders := [short | some short in askable; not posture.is_by_outsider(short.witness.request)]

of_outsiders := [short | some short in askable; posture.is_by_outsider(short.witness.request)]

default insider_answers := []

insider_answers := found if {
	count(of_insiders) > 0
	found := explained(subject.set, of_insiders)
}

default outsider_answers := []

outsider_answers := found if {
	count(of_outsiders) > 0
	found := explained(subject.set_for_outsiders, of_outsiders)
}

explained(set, shorts) := found if {
	batch := {
		"policies": set,
		"requests": [object.union(short.witness.request, {"context": short.witness.asked}) | some short in shorts],
		"contexts": object.filter(posture.evaluation_contexts, [short.witness.asked | some short in shorts]),
		"assumptions": assumptions.for_one_side,
		"explain": true,
	}
	found := data.iam.answers with input as batch
}

# The statements that nearly applied to the witness of a shortfall, by the name of its cell.
near[cell] := missed if {
	some place, short in array.concat(of_insiders, of_outsiders)
	cell := cell_name(short)
	missed := array.concat(insider_answers, outsider_answers)[place].near
}

cell_name(short) := sprintf("%s %s", [short.row, short.column])

# What is asked beside the cells brings both with it.
misses_of(short) := short.near

misses_of(short) := near[cell_name(short)] if not short.near

# What the conditions see of a witness, with keys in lower case.
context_of(short) := {lower(key): value | some key, value in short.context} if {
	short.context
} else := {lower(key): value | some key, value in posture.evaluation_contexts[short.witness.asked]}
