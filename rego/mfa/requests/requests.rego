# METADATA
# title: Requests
# description: >-
#   A request is a credential, what it asks for, and the rest of the context. Credentials are data
#   (`data.mfa.credentials`): the context keys that each brings, with the MFA flag as true, false or absent.
#   Contexts are named, and stand once beside all requests that have them.
package mfa.requests

import data.mfa.subject

# `wanted` has the action, the resource and, where they differ, the principal and the resource's account.
request(credential, wanted, context_name) := {
	"principal": filled(object.get(wanted, "principal", data.mfa.credentials[credential].principal)),
	"action": wanted.action,
	"resource": filled(wanted.resource),
	"resource_account": filled(object.get(wanted, "resource_account", "{account}")),
	"context": context_name,
}

# The context that a credential brings, with more keys over it.
context(credential, variant, more) := filled_values(over(own, more)) if {
	own := brought(object.get(data.mfa.credentials, credential, {}), variant)
}

filled_values(keys) := {key: filled_value(value) | some key, value in keys}

filled_value(value) := filled(value) if is_string(value)

filled_value(value) := [filled(part) | some part in value] if is_array(value)

# `{account}` and `{user}` stand for the subject's.
filled(text) := replace(replace(text, "{account}", subject.account), "{user}", subject.user) if contains(text, "{")

filled(text) := text if not contains(text, "{")

# Whether the services take an action from a credential at all: the last entry of its `reaches` that names the
# action decides, and `!` takes away.
reaches(credential, action) if {
	named := [entry |
		some entry in data.mfa.credentials[credential].reaches
		names(trim_prefix(entry, "!"), action)
	]
	deciding := named[count(named) - 1]
	not startswith(deciding, "!")
}

names("any", _) := true

names(entry, action) if entry == action

names(entry, action) if {
	endswith(entry, ":*")
	startswith(action, trim_suffix(entry, "*"))
}
