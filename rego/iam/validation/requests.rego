package iam.validation

import data.iam.principals

# What is wrong with one request. The pointers are those of a case with one request.
request_problems(request) := {problem("/request", "a request must be an object")} if {
	not is_object(request)
} else := union({
	request_field_problems(request),
	request_text_problems(request),
	request_context_problems(request),
	request_form_problems(request),
})

request_fields := {"principal", "action", "resource", "resource_account", "context"}

request_field_problems(request) := {problem(
	sprintf("/request/%s", [escaped(name)]),
	sprintf("%s is not a field of a request%s", [name, hint(name, request_fields)]),
) |
	some name, _ in request
	not name in request_fields
}

request_text_problems(request) := {problem(
	sprintf("/request/%s", [name]),
	text_message(name, request),
) |
	some name in ["principal", "action", "resource", "resource_account"]
	value := object.get(request, name, null)
	not is_text(value)
}

text_message(name, request) := sprintf("%s must be a non-empty string", [name]) if {
	name in object.keys(request)
} else := sprintf("%s is missing; expected %s", [name, part_descriptions[name]])

part_descriptions := {
	"principal": "the ARN of the caller, a service, or anonymous",
	"action": "an action, such as s3:GetObject",
	"resource": "an ARN, or *",
	"resource_account": "the account that owns the resource, 12 digits",
}

is_text(value) if {
	is_string(value)
	value != ""
}

request_context_problems(request) := context_problems(given_context(object.get(request, "context", null)))

# A context may be named, and stand in `input.contexts`.
given_context(context) := object.get(object.get(input, "contexts", {}), context, null) if {
	is_string(context)
} else := context

context_problems(context) := {problem(
	"/request/context",
	"context must be an object from keys to a string or an array of strings",
)} if {
	not is_object(context)
} else := {problem(
	sprintf("/request/context/%s", [escaped(key)]),
	"a context value must be a string, a number, a boolean, or an array of these",
) |
	some key, value in context
	not is_string(value)
	not is_value(value)
} | {problem("/request/context", sprintf("the key %s appears in two spellings", [key])) |
	spellings := {lower(name) | some name, _ in context}
	count(spellings) != count(context)
	some key in spellings
	count([name | some name, _ in context; lower(name) == key]) > 1
}

request_form_problems(request) := ({problem("/request/principal", principal_message) |
	is_text(object.get(request, "principal", null))
	not principals.caller(request.principal)
} | {problem("/request/action", "an action must be service:Name, such as s3:GetObject") |
	is_text(object.get(request, "action", null))
	not is_action(request.action)
}) | {problem("/request/resource", "a resource must be an ARN, or * for an action without resources") |
	is_text(object.get(request, "resource", null))
	not is_resource(request.resource)
}

is_resource("*") := true

is_resource(text) if {
	is_string(text)
	startswith(text, "arn:")
}

is_action(text) if {
	is_string(text)
	parts := split(text, ":")
	count(parts) == 2
	every part in parts {
		is_name(part)
	}
}

is_name(part) if {
	part != ""
	trim_space(part) == part
	not contains(part, "*")
	not contains(part, "?")
}

principal_message := concat(" ", [
	"a principal must be the ARN of a root user, user, role, role session or federated user,",
	"a service (lambda.amazonaws.com), or anonymous",
])
