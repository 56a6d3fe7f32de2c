# METADATA
# title: Answers
# description: >-
#   How AWS decides each request under one set of policies, and why. Input and output are described in
#   docs/architecture.md. A set of policies that cannot be judged is refused for every request.
package iam

import data.iam.decision
import data.iam.explain
import data.iam.matches
import data.iam.policies
import data.iam.problems

answers := [refused(problems.in_policies) | some _ in input.requests] if {
	count(problems.in_policies) > 0
} else := [answered[index] | some index, _ in input.requests]

# The first problem stands for all.
refused(found) := {"error": sort(found)[0]}

answered[index] := refused(problems.of_request(request)) if {
	some index, request in input.requests
	not matches.matching[index]
}

answered[index] := outcome[key] if {
	not explaining
	some index, key in matches.matching
}

answered[index] := object.union(outcome[key], {"near": explain.near(index)}) if {
	explaining
	some index, key in matches.matching
}

explaining if input.explain == true

outcome[key] := {
	"decision": decided.decision,
	"by": [policies.statements[id].where | some id in decided.ids],
	"denied_by": decided.denied_by,
	"reason": explain.reason(decision.questions[key], decided),
} if {
	some key, decided in decision.decided
}
