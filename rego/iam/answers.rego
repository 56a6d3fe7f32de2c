# METADATA
# title: Answers
# description: >-
#   How AWS decides each request under one set of policies, and why. docs/reference/rego.md describes input and
#   output. A set of policies that cannot be judged gives an error for every request.
package iam

import data.iam.decision
import data.iam.explain
import data.iam.match
import data.iam.policies
import data.iam.validation

# METADATA
# entrypoint: true
answers := [refused(validation.problems) | some _ in input.requests] if {
	count(validation.problems) > 0
} else := [answer | some index, _ in input.requests; answer := answered[index]]

# The first problem stands for all.
refused(found) := {"error": sort(found)[0]}

answered[index] := answer if {
	some index, request in input.requests
	not match.decision_keys[index]
	answer := refused(validation.request_problems(request))
}

answered[index] := answer if {
	not explaining
	some index, key in match.decision_keys
	answer := outcome[key]
}

answered[index] := answer if {
	explaining
	some index, key in match.decision_keys
	answer := object.union(outcome[key], {"near": explain.near_misses(index)})
}

explaining if input.explain == true

outcome[key] := answer if {
	some key, decided in decision.outcomes
	answer := {
		"decision": decided.decision,
		"by": [policies.statements[id].where | some id in decided.ids],
		"denied_by": decided.denied_by,
		"reason": explain.reason(decision.questions[key], decided),
	}
}
