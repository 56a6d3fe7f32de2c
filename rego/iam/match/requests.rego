package iam.match

import data.iam.principals
import data.iam.validation

# What the requests have in common is worked out once for each distinct value of it, and a request is
# then only looked up: by its action, resource, principal and context as they were written.
raw_actions := {request.action | some request in input.requests}

callers[text] := who if {
	some text in {request.principal | some request in input.requests}
	who := principals.caller(text)
}

# A context stands in its request, or is named there and stands once in `input.contexts`.
given_contexts[raw] := raw if {
	some raw in {request.context | some request in input.requests}
	is_object(raw)
}

given_contexts[name] := given if {
	some name in {request.context | some request in input.requests}
	is_string(name)
	given := input.contexts[name]
}

# The parts that can be judged; a request that is made of them and nothing else can be too.
lower_case_actions[action] := lower(action) if {
	some action in raw_actions
	validation.is_action(action)
}

contexts[raw] := {"names": object.filter(given, resource_keys), "ids": ids} if {
	some raw, given in context_of
	ids := by_context[object.filter(given, condition_keys)]
}

# Who asks for a service-linked role, under which contexts.
service_linked contains [text, raw] if {
	some text, who in callers
	startswith(who.name, "AWSServiceRoleFor")
	some raw, given in context_of
	principals.is_service_linked(who, given)
}

# The statements that apply to a request, those that match it on every element, with who asks, in whose
# account, whether for a service-linked role, and what kind of action it is. Undefined for a request that
# cannot be judged.
decision_keys[index] := [ids, request.principal, request.resource_account, for_linked, kind] if {
	some index, request in input.requests
	is_object(request)
	object.keys(request) == validation.request_fields
	request.resource_account != ""
	is_string(request.resource_account)
	action := lower_case_actions[request.action]
	context := contexts[request.context]
	elements := by_action[action] & by_resource[[request.resource, context.names]]
	ids := (elements & by_principal[request.principal]) & context.ids
	for_linked := [request.principal, request.context] in service_linked
	kind := special(action_families[action], request.resource)
}
