package mfa.posture

import data.mfa.classes
import data.mfa.subject

# Where callers of other accounts may ask, their own policies are taken to allow: what counts is the policy of what
# they ask for. The subject's SCPs are not theirs.
answers := own_answers if {
	count(outside_places) == 0
} else := [object.get(outside_answers, sprintf("%d", [place]), answer) | some place, answer in own_answers]

outside_places := [place |
	count(classes.outside_accounts) > 0
	some place, request in evaluation_requests
	is_by_outsider(request)
]

is_by_outsider(request) if split(request.principal, ":")[4] in classes.outside_accounts

outside_answers := {sprintf("%d", [place]): found[index] | some index, place in outside_places} if {
	batch := object.union(object.remove(evaluation_input, ["policies", "requests"]), {
		"policies": subject.set_for_outsiders,
		"requests": [evaluation_requests[place] | some place in outside_places],
		"explain": false,
	})
	found := data.iam.answers with input as batch
}
