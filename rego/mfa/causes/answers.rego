package mfa.causes

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.posture
import data.mfa.profiles
import data.mfa.subject

# The shortfalls whose witness can be asked once more, with the statements that nearly applied.
askable := [short |
	some short in profiles.shortfalls
	is_string(object.get(short.witness, "asked", null))
]

of_insiders := [short | some short in askable; not is_by_outsider(short)]

of_outsiders := [short | some short in askable; is_by_outsider(short)]

is_by_outsider(short) if split(short.witness.request.principal, ":")[4] in classes.outside_accounts

question(policies, shorts) := {
	"policies": policies,
	"requests": [object.union(short.witness.request, {"context": short.witness.asked}) | some short in shorts],
	"contexts": object.filter(posture.evaluation_contexts, [short.witness.asked | some short in shorts]),
	"assumptions": assumptions.for_one_side,
	"explain": true,
}

insider_answers := [] if {
	count(of_insiders) == 0
} else := found if {
	asking := question(subject.set, of_insiders) # a local: inside `with` the embedded engine redoes rules
	found := data.iam.answers with input as asking
}

outsider_answers := [] if {
	count(of_outsiders) == 0
} else := found if {
	asking := question(subject.set_for_outsiders, of_outsiders)
	found := data.iam.answers with input as asking
}

# The statements that nearly applied to the witness of a shortfall, by the name of its cell.
near[cell] := missed if {
	some place, short in array.concat(of_insiders, of_outsiders)
	cell := cell_name(short)
	missed := array.concat(insider_answers, outsider_answers)[place].near
}

cell_name(short) := sprintf("%s %s", [short.row, short.column])

# What the conditions see of a witness, with keys in lower case.
context_of(short) := {lower(key): value | some key, value in posture.evaluation_contexts[short.witness.asked]}
