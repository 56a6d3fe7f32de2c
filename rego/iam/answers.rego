# METADATA
# title: Answers
# description: >-
#   How AWS decides each request under one set of policies, and why. Input and output are described in
#   docs/architecture.md. A set of policies that cannot be judged is refused for every request.
package iam

import data.iam.decision
import data.iam.explain
import data.iam.policies
import data.iam.problems

answers := [refused(problems.in_policies) | some _ in input.requests] if {
	count(problems.in_policies) > 0
} else := [answer(index, request) | some index, request in input.requests]

# The first problem stands for all.
refused(found) := {"error": sort(found)[0]}

answer(_, request) := refused(found) if {
	found := problems.of_request(request)
	count(found) > 0
}

answer(index, _) := object.union(
	{
		"decision": outcome.decision,
		"by": [policies.statements[id].where | some id in outcome.ids],
		"denied_by": outcome.denied_by,
		"reason": explain.reason(index, outcome),
	},
	explain.extra(index, outcome),
) if {
	outcome := decision.decided[index]
}
