package iam.matches

import data.iam.problems

# The requests that can be judged, by their place in the input.
sound[index] := request if {
	some index, request in input.requests
	count(problems.of_request(request)) == 0
}

# The statements that apply to a request: they match on every element.
matching[index] := ((by_action[lower(request.action)] & by_resource[resource_of(request)]) & by_principal[request.principal]) & by_context[seen_of(request)] if {
	some index, request in sound
}
