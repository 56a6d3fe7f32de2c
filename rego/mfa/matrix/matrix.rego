# METADATA
# title: The scenario matrix
# description: >-
#   Each case is a credential, a request and the decision expected of the subject. The whole batch is
#   asked at once; a case passes when the decision is the one expected and the statement named is among
#   those that made it.
package mfa.matrix

import data.mfa.requests
import data.mfa.subject

asked := [requests.request(case.credential, case.variant, case.request, object.get(case, "context", {})) |
	some case in input.cases
]

answers := found if {
	found := data.iam.answers with input as {
		"policies": object.union(subject.set, object.get(input, "policies", {})),
		"requests": asked,
		"assumptions": object.get(input, "assumptions", {}),
		"explain": true,
	}
}

results := [result(case, asked[index], answers[index]) | some index, case in input.cases]

result(case, request, answer) := object.union(answer, {
	"id": case.id,
	"request": request,
	"expected": case.expect,
	"passed": passes(case.expect, answer),
})

# Expectations are written in a scenario's words.
decisions := {
	"allow": {"Allowed"},
	"deny": {"ImplicitlyDenied", "ExplicitlyDenied"},
	"implicit-deny": {"ImplicitlyDenied"},
	"explicit-deny": {"ExplicitlyDenied"},
}

passes(expected, answer) if {
	object.get(answer, "decision", "none") in decisions[expected.decision]
	names(object.get(expected, "by", null), object.get(answer, "by", []))
} else := false

names(null, _) := true

names(sid, statements) if {
	is_string(sid)
	some statement in statements
	statement.sid == sid
}
