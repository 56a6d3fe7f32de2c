package mfa.posture

import data.iam.policies
import data.iam.principals
import data.mfa.classes
import data.mfa.flags
import data.mfa.requests
import data.mfa.subject

# What a trust or resource policy says to each principal that it lets in, whatever other policies say: whether some
# request is allowed without MFA, whether some request is allowed with it, and who carries MFA at all. Users do; the
# sessions of roles, identity providers and services never do.
default principal_reports := []

principal_reports := [report |
	some pair in principals_let_in
	probes := {index: probe | some index, probe in principal_probes; probe.of == pair}
	count(probes) > 0
	report := {
		"type": pair[0],
		"principal": pair[1],
		"without_mfa": said({index | some index, probe in probes; not probe.with_mfa}),
		"with_mfa": said({index | some index, probe in probes; probe.with_mfa; probe.carries}),
		"if_carried": said({index | some index, probe in probes; probe.with_mfa; not probe.carries}),
		"by": {where | some index, _ in probes; some where in principal_answers[index].by; where.effect == "Allow"},
	}
] if {
	classes.is_asked_by_anybody
	count(principal_probes) <= probe_limit
}

probe_limit := 5000

said(indices) := "allowed" if {
	some index in indices
	principal_answers[index].decision == "Allowed"
} else := "blocked"

# [type, text], each once.
principals_let_in := sort({[type, text] |
	some statement in subject.statements
	statement.effect == "Allow"
	some type, values in principal_map(statement.value.Principal)
	some text in policies.listed(values)
})

principal_map(value) := value if is_object(value)

principal_map(value) := {"AWS": value} if is_string(value)

principal_probes := [probe |
	some pair in principals_let_in
	some caller in callers_meant(pair[0], pair[1])
	some sample in accepted_samples(caller.credential, samples_for(pair[0], pair[1]))
	some overlay in class_samples.contexts
	some flag in flags.states
	asked := requests.request(caller.credential, object.union(sample, {"principal": caller.principal}), "")
	probe := {
		"of": pair,
		"carries": object.get(caller, "kind", "") == "user",
		"with_mfa": count(flag) > 1,
		"request": object.union(asked, {"context": flags.with_flag(probe_context(caller, overlay, asked), flag)}),
	}
]

probe_context(caller, overlay, asked) := requests.located(context, requests.location(asked)) if {
	context := requests.context(
		caller.credential,
		data.mfa.credentials[caller.credential]["default"],
		object.union(overlay, caller.context),
	)
}

principal_answers := found if {
	batch := {
		"policies": subject.set_for_outsiders,
		"requests": [probe.request | some probe in principal_probes],
		"assumptions": object.get(evaluation_input, "assumptions", {}),
		"explain": false,
	}
	found := data.iam.answers with input as batch
}

samples_for(type, text) := [object.union(sample, {"action": assuming_action(type, text)}) |
	some sample in data.mfa.samples.trust
] if {
	subject.kind == "trust"
} else := class_samples.registry if {
	classes.is_of_registry
} else := classes.resource_policy_samples

assuming_action("Federated", text) := "sts:AssumeRoleWithSAML" if {
	contains(text, ":saml-provider/")
} else := "sts:AssumeRoleWithWebIdentity"

assuming_action(type, _) := "sts:AssumeRole" if type != "Federated"

# Who is meant by a principal: {"credential", "principal", "context"}.
callers_meant("Federated", text) := [{
	"credential": "federated",
	"principal": text,
	"context": {"aws:FederatedProvider": text},
}]

callers_meant("Service", text) := [{"credential": "service-principal", "principal": text, "context": {
	"aws:PrincipalServiceName": text,
	"aws:PrincipalServiceNamesList": [text],
}}]

callers_meant("AWS", text) := [caller |
	some candidate in candidate_callers
	is_meant_by(text, candidate)
	some credential in credentials_of_kind[candidate.kind]
	caller := object.union(candidate, {"credential": credential})
]

# The credentials of a kind of caller: one for each set of values that the conditions can distinguish, the MFA keys and
# the names aside.
credentials_of_kind[kind] := {min(same) | some same in credentials_by_context[kind]} if {
	some kind, _ in classes.representatives.callers
}

credentials_by_context[kind][shown] contains row if {
	some row in rows
	entry := data.mfa.credentials[row]
	"any" in entry.reaches
	kind := kind_of(entry)
	shown := classes.credential_values(entry, classes.condition_keys - (flags.lower_keys | classes.name_keys))
}

# The callers that the policy tells apart or names, and in each account the sample of each kind.
candidate_callers := array.concat(other_callers, [caller |
	some kind, sample in classes.sample_of
	some found in ({array.concat(array.slice(sample, 0, 3), [account]) |
		some account in ({subject.account} | classes.outside_accounts)
	} | classes.named_samples(kind))
	some caller in classes.callers_like(kind, found)
])

is_meant_by(text, candidate) if principals.form("AWS", text, principals.caller(candidate.principal))
