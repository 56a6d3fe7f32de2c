package iam.matches

import data.iam.principals
import data.iam.problems

# What the requests have in common is worked out once for each distinct value of it, and a request is
# then only looked up: by its action, resource, principal and context as they were written.
raw_actions := {request.action | some request in input.requests}

callers[text] := principals.caller(text) if some text in {request.principal | some request in input.requests}

raw_contexts := {request.context | some request in input.requests}

# The parts that can be judged; a request is sound when it is made of these and nothing else.
lowered[action] := lower(action) if {
	some action in raw_actions
	problems.is_action(action)
}

contexts[raw] := {"names": object.filter(given, resource_keys), "ids": by_context[object.filter(given, condition_keys)]} if {
	some raw, given in context_of
}

sound[index] := request if {
	some index, request in input.requests
	object.keys(request) == problems.request_fields
	lowered[request.action]
	callers[request.principal]
	contexts[request.context]
	is_string(request.resource)
	is_string(request.resource_account)
	request.resource != ""
	request.resource_account != ""
}

# The statements that apply to a request: they match on every element.
matching[index] := ((by_action[lowered[request.action]] & by_resource[[request.resource, context.names]]) & by_principal[request.principal]) & context.ids if {
	some index, request in sound
	context := contexts[request.context]
}
