# METADATA
# title: The scenario matrix
# description: >-
#   Each case is a credential, a request and the decision expected of the subject. The whole batch is
#   asked at once; a case passes when the decision is the one expected and the statement named is among
#   those that made it. What a profile expects to be allowed need not be granted at all: a profile is about
#   MFA, so such a case fails only when the policies allow the request in some other state of the flag.
package mfa.matrix

import data.mfa.assumptions
import data.mfa.flags
import data.mfa.requests
import data.mfa.subject

contexts[name] := context if {
	some index, case in input.cases
	name := sprintf("case %d", [index])
	context := requests.context(case.credential, case.variant, object.get(case, "context", {}))
}

asked := [requests.request(case.credential, case.request, sprintf("case %d", [index])) |
	some index, case in input.cases
]

policies := object.union(subject.set, object.get(input, "policies", {}))

assumed := assumptions.for_evaluation

question := {
	"policies": policies,
	"requests": asked,
	"contexts": contexts,
	"assumptions": assumed,
}

answers := found if {
	asking := object.union(question, {"explain": false}) # bound here: the embedded engine redoes rules inside `with`
	found := data.iam.answers with input as asking
}

# METADATA
# entrypoint: true
results := [result(index, case) | some index, case in input.cases]

result(index, case) := object.union(answers[index], {
	"id": case.id,
	"request": object.union(asked[index], {"context": contexts[asked[index].context]}),
	"expected": case.expect,
	"passed": true,
	"depends": depends(index),
}) if {
	index in passed
}

result(index, case) := object.union(explained[index], {
	"id": case.id,
	"request": object.union(asked[index], {"context": contexts[asked[index].context]}),
	"expected": case.expect,
	"passed": false,
	"depends": depends(index),
}) if {
	index in failed
}

# Expectations are written in a scenario's words.
decisions := {
	"allow": {"Allowed"},
	"deny": {"ImplicitlyDenied", "ExplicitlyDenied"},
	"implicit-deny": {"ImplicitlyDenied"},
	"explicit-deny": {"ExplicitlyDenied"},
}

met contains index if {
	some index, case in input.cases
	answers[index].decision in decisions[case.expect.decision]
	is_among(object.get(case.expect, "by", null), answers[index].by)
}

is_among(null, _) := true

is_among(sid, statements) if {
	is_string(sid)
	some statement in statements
	statement.sid == sid
}

passed := met | ungranted

failed := {index | some index, _ in input.cases; not index in passed}

# Cases that a profile expects to be allowed, and that came out as not granted.
doubtful := [index |
	some index, case in input.cases
	not index in met
	object.get(case, "source", "subject") != "subject"
	case.expect.decision == "allow"
	answers[index].decision == "ImplicitlyDenied"
]

ungranted := {index |
	some place, index in doubtful
	every turn, _ in flags.states {
		turned[(place * count(flags.states)) + turn].decision != "Allowed"
	}
}

# Those cases again, in every state of the flag.
turned := found if {
	asking := {
		"policies": policies,
		"requests": [object.union(
			object.remove(asked[index], ["context"]),
			{"context": flags.turned(contexts[asked[index].context], state)},
		) |
			some index in doubtful
			some state in flags.states
		],
		"assumptions": assumed,
	}
	found := data.iam.answers with input as asking
}

# The failures once more, with the statements that nearly applied.
explained := {index: explanations[place] | some place, index in failures}

failures := sort(failed)

explanations := found if {
	asking := {
		"policies": policies,
		"requests": [asked[index] | some index in failures],
		"contexts": contexts,
		"assumptions": assumed,
		"explain": true,
	}
	found := data.iam.answers with input as asking
}
