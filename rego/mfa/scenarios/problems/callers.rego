package mfa.scenarios.problems

import data.iam.principals
import data.mfa.requests

# Keys whose value the credential settles.
settled := {
	"aws:assumedroot", "aws:multifactorauthpresent", "aws:principalaccount", "aws:principalarn",
	"aws:principalisawsservice", "aws:principaltype", "aws:username", "aws:viaawsservice",
}

# Of these, the keys that say who the caller is.
names_caller := {"aws:principalaccount", "aws:principalarn", "aws:username"}

# Keys with any value, but only where the credential brings them.
brought_only := {
	"aws:federatedprovider", "aws:multifactorauthage", "aws:principalservicename", "aws:principalservicenameslist",
	"aws:tokenissuetime", "aws:userid",
}

# Keys that only calls on someone's behalf have.
forwarded_only := {"aws:calledvia", "aws:calledviafirst", "aws:calledvialast"}

# What contradicts the credential: the principal or a context key.
of_caller(scenario) := {[["request", "principal"], message] |
	some pair in scenario.credentials
	some caller in scenario.callers
	message := principal_problem(pair, scenario.request, caller)
} | {[["context", key], message] |
	some key, value in scenario.context
	some message in contradictions(scenario, key, value)
}

principal_problem(_, request, caller) := sprintf(
	"%s is no principal; write the ARN of a user, role, session or root user, a service, or anonymous",
	[request.principal],
) if {
	text := filled(request.principal, caller)
	not principals.caller(text)
}

principal_problem(pair, request, caller) := sprintf("%s is a %s, and the principal a %s; use a credential such as %s", [
	pair[0], own, given, some_of(alike),
]) if {
	given := principals.caller(filled(request.principal, caller)).kind
	own := kind_of(pair[0], caller)
	given != own
	not is_role_of(own, given)
	alike := [entry[1] | some entry in sort({[rank(id), id] |
		some id, _ in data.mfa.credentials
		kind_of(id, caller) == given
	})]
}

kind_of(id, caller) := principals.caller(filled(data.mfa.credentials[id].principal, caller)).kind

is_role_of("role-session", "role") := true

contradictions(scenario, key, value) := {message |
	some pair in scenario.credentials
	some caller in scenario.callers
	brought := context_of(pair, scenario.request, caller)
	contradicts(brought, lower(key), filled(value, caller))
	message := sprintf("%s %s, so it cannot be %s; %s", [
		label(pair[0], pair[1]), what_is_brought(brought, key), json.marshal(filled(value, caller)),
		instead(pair[0], scenario.request.action, lower(key), filled(value, caller)),
	])
}

# What a credential brings, with the keys in lower case, and the identity of a principal that the request names.
context_of(pair, request, caller) := {lower(key): filled(value, caller) |
	own := requests.own_context(data.mfa.credentials[pair[0]], pair[1])
	named := data.mfa.scenarios.identity(filled(object.get(request, "principal", ""), caller))
	some key, value in object.union(own, named)
}

contradicts(brought, key, value) if {
	key in settled
	not is_same(object.get(brought, key, null), value)
}

contradicts(brought, key, _) if {
	key in brought_only
	not brought[key]
}

contradicts(brought, key, _) if {
	key in forwarded_only
	object.get(brought, "aws:viaawsservice", "false") != "true"
}

is_same(one, other) if one == other

is_same(one, other) if {
	is_string(one)
	is_string(other)
	lower(other) in {"true", "false"}
	lower(one) == lower(other)
}

what_is_brought(brought, key) := text if {
	not lower(key) in forwarded_only
	value := brought[lower(key)]
	text := sprintf("brings %s %s", [key, json.marshal(value)])
} else := sprintf("brings no %s", [key])

# What to do: the credentials that bring this value, those of the posture first.
instead(credential, action, key, value) := text if {
	names := alternatives(credential, action, key, value)
	count(names) > 0
	text := sprintf("use the credential %s", [some_of(names)])
} else := "set user or account of the subject, or principal of the request" if {
	key in names_caller
} else := "leave it out"

alternatives(credential, action, key, value) := [entry[1] | some entry in sort({[rank(id), name] |
	some id, known in data.mfa.credentials
	requests.reaches(id, action)
	is_like(credential, id, key)
	fitting := {variant | some variant, _ in known.variants; brings(sample_context(id, variant), key, value)}
	some name in names_of(id, object.keys(known.variants), fitting)
})]

# A credential by its id where every variant fits, else each variant that does.
names_of(id, variants, fitting) := {id} if {
	fitting == variants
} else := {sprintf("%s:%s", [id, variant]) | some variant in fitting}

sample_context(id, variant) := context_of([id, variant], {}, {"account": "111122223333", "user": "user"})

# Whether a credential brings a value, or one of its kind where the value is a name.
brings(other, key, value) if {
	key in settled
	not key in names_caller
	is_same(other[key], value)
}

brings(other, "aws:principalarn", value) if {
	principals.caller(other["aws:principalarn"]).kind == principals.caller(value).kind
}

brings(other, "aws:username", _) if other["aws:username"]

brings(other, key, _) if {
	key in brought_only
	other[key]
}

brings(other, key, _) if {
	key in forwarded_only
	other["aws:viaawsservice"] == "true"
}

# Whether one credential can take the place of another, where this key is to be otherwise.
is_like(one, other, key) if {
	key in {"aws:principalarn", "aws:principaltype", "aws:username"}
	data.mfa.credentials[one].kind != data.mfa.credentials[other].kind
}

is_like(_, _, "aws:federatedprovider") := true

is_like(one, other, key) if {
	data.mfa.credentials[one].kind == data.mfa.credentials[other].kind
	key in ({"aws:viaawsservice"} | forwarded_only)
}

is_like(one, other, key) if {
	not key in ({"aws:viaawsservice"} | forwarded_only)
	not key in names_caller
	data.mfa.credentials[one].kind == data.mfa.credentials[other].kind
	is_forwarded(one) == is_forwarded(other)
}

default is_forwarded(_) := false

is_forwarded(id) if data.mfa.credentials[id].context["aws:ViaAWSService"] == "true"

# The credentials of the posture stand first.
rank(id) := 0 if {
	some row in data.mfa.posture.table.rows
	row.id == id
} else := 1

label(id, variant) := id if {
	count(data.mfa.credentials[id].variants) == 1
} else := sprintf("%s:%s", [id, variant])

filled(value, caller) := filled_text(value, caller) if is_string(value)

filled(value, caller) := [filled_text(text, caller) | some text in value] if is_array(value)

filled_text(text, caller) := replace(replace(text, "{account}", caller.account), "{user}", caller.user)
