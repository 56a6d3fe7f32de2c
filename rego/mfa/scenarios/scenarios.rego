# METADATA
# title: The scenario matrix
# description: >-
#   Each case is a credential, a request and the decision expected of the subject. The whole batch is
#   asked at once. A case has one of three outcomes. It passes when the decision is the one expected and the
#   statement named is among those that made it. It is not applicable when a profile expects an allow and the
#   policies allow the request in no state of the MFA flag, for another reason than MFA: a profile is about MFA, not
#   about what is granted.
#   It fails otherwise. What a subject or `default` expects is met or failed, and never not applicable.
package mfa.scenarios

import data.mfa.assumptions
import data.mfa.flags
import data.mfa.requests
import data.mfa.subject

contexts[name] := context if {
	some index, case in input.cases
	name := sprintf("case %d", [index])
	principal := requests.filled(object.get(case.request, "principal", ""))
	brought := requests.context(case.credential, case.variant, identity(principal))
	own := requests.filled_values(object.get(case, "context", {}))
	context := requests.over(requests.located(brought, requests.location(case_requests[index])), own)
}

case_requests := [requests.request(case.credential, case.request, sprintf("case %d", [index])) |
	some index, case in input.cases
]

policies := object.union(subject.set, object.get(input, "policies", {}))

evaluation_assumptions := assumptions.for_evaluation

evaluation_input := {
	"policies": policies,
	"requests": case_requests,
	"contexts": contexts,
	"assumptions": evaluation_assumptions,
}

answers := found if {
	batch := object.union(evaluation_input, {"explain": false}) # a local: inside `with` the embedded engine redoes rules
	found := data.iam.answers with input as batch
}

# METADATA
# entrypoint: true
results := [result(index, case) | some index, case in input.cases]

result(index, case) := object.union(shown_answer(index), {
	"id": case.id,
	"request": object.union(case_requests[index], {"context": contexts[case_requests[index].context]}),
	"expected": case.expect,
	"outcome": outcomes[index],
	"depends": sensitivity(index),
})

# A failure is shown with the statements that nearly applied.
shown_answer(index) := failed_answers[index] if index in failed

shown_answer(index) := answers[index] if not index in failed

# Expectations are written in a scenario's words.
decisions := {
	"allow": {"Allowed"},
	"deny": {"ImplicitlyDenied", "ExplicitlyDenied"},
	"implicit-deny": {"ImplicitlyDenied"},
	"explicit-deny": {"ExplicitlyDenied"},
}

as_expected contains index if {
	some index, case in input.cases
	answers[index].decision in decisions[case.expect.decision]
	is_decided_by(object.get(case.expect, "by", null), answers[index].by)
}

is_decided_by(null, _) := true

is_decided_by(sid, by) if {
	is_string(sid)
	some where in by
	where.sid == sid
}

# The outcome of each case, by its position.
outcomes := {index: case_outcome(index) | some index, _ in input.cases}

case_outcome(index) := "passed" if {
	index in as_expected
} else := "not applicable" if {
	index in never_granted
} else := "failed"

failed := {index | some index, outcome in outcomes; outcome == "failed"}

# Cases that a profile expects to be allowed, and that are denied for another reason than MFA.
denied_allows := [index |
	some index, case in input.cases
	not index in as_expected
	case.source == "profile"
	case.expect.decision == "allow"
	is_denied_anyway(answers[index])
]

never_granted := {index |
	some place, index in denied_allows
	every turn, _ in flags.states {
		answers_by_flag[(place * count(flags.states)) + turn].decision != "Allowed"
	}
}

# Those cases again, in every state of the flag.
answers_by_flag := found if {
	batch := {
		"policies": policies,
		"requests": [object.union(
			object.remove(case_requests[index], ["context"]),
			{"context": flags.with_flag(contexts[case_requests[index].context], state)},
		) |
			some index in denied_allows
			some state in flags.states
		],
		"assumptions": evaluation_assumptions,
	}
	found := data.iam.answers with input as batch
}

# The failures once more, with the statements that nearly applied.
failed_answers := {index: explained_answers[place] | some place, index in failed_in_order}

failed_in_order := sort(failed)

explained_answers := found if {
	batch := {
		"policies": policies,
		"requests": [case_requests[index] | some index in failed_in_order],
		"contexts": contexts,
		"assumptions": evaluation_assumptions,
		"explain": true,
	}
	found := data.iam.answers with input as batch
}
