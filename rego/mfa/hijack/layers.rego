package mfa.hijack

import data.iam.policies
import data.mfa.assumptions
import data.mfa.inference
import data.mfa.subject

# The policies as they are, without the guards that can be taken off, with an administrator's policy, with
# both; and those of a user that the attacker made. Control policies apply to that user too; nothing else of
# the subject does.
layers["as-is"] := {"set": subjects_policies, "needs": set(), "calls": subject_calls}

layers["unguarded"] := {"set": unguarded, "needs": guards_removed, "calls": subject_calls} if {
	count(guards) > 0
}

layers["granted"] := {
	"set": with_administrator(subjects_policies),
	"needs": {"administrators-policy"},
	"calls": subject_everything_calls,
}

layers["granted-unguarded"] := {
	"set": with_administrator(unguarded),
	"needs": ({"administrators-policy"} | guards_removed),
	"calls": subject_everything_calls,
} if {
	count(guards) > 0
}

layers["administrator"] := {
	"set": with_administrator(object.remove(subjects_policies, ["identity", "boundary", "session"])),
	"needs": set(),
	"calls": administrator_calls,
}

subject_calls := [name | some name in accepted_calls; is_of(name, "subject")]

administrator_calls := [name | some name in accepted_calls; is_of(name, "administrator")]

subject_everything_calls := [name | some name in subject_calls; name in names_of_everything]

is_of(name, whose) if data.mfa.hijack.graph.callers[calls[name].caller].whose == whose

# A resource's policy is about another resource than those that are called here.
subjects_policies := object.remove(subject.set, ["resource"])

with_administrator(set) := object.union(set, {"identity": array.concat(documents(set, "identity"), [administrator])})

administrator := {"Version": "2012-10-17", "Statement": [{
	"Sid": "AdministratorAccess",
	"Effect": "Allow",
	"Action": "*",
	"Resource": "*",
}]}

documents(set, type) := found if {
	found := object.get(set, type, null)
	found != null
} else := []

# Where a guard stands that whoever may change the user can take off; control policies stay.
guards := {type |
	some type in ["identity", "boundary"]
	some document in documents(subjects_policies, type)
	some statement in policies.listed(document.Statement)
	inference.is_guard(statement)
}

guards_removed := {token | some type in guards; token := sprintf("%s-guard-removed", [type])}

guard_tokens := {token | some type in guards; token := sprintf("%s-guard", [type])}

unguarded := object.union(subjects_policies, {type: found |
	some type in guards
	found := [without_guards(document) | some document in documents(subjects_policies, type)]
})

# A guard gives way to a statement that never applies, so that the others keep their places.
without_guards(document) := object.union(document, {"Statement": [unguarded_statement(statement) |
	some statement in policies.listed(document.Statement)
]})

unguarded_statement(statement) := {"Effect": "Deny", "Action": "mfagate:GuardRemoved", "Resource": "*"} if {
	inference.is_guard(statement)
} else := statement

# Under an administrator's policy no identity policy is the subject's.
own_statements("administrator", by) := [where | some where in by; not startswith(where.policy, "identity[")]

own_statements(layer, by) := by if layer != "administrator"

# Each layer is asked once. The input is made before, for an engine may make it again in every `with`.
answers[layer] := found if {
	some layer, parts in layers
	batch := {
		"policies": parts.set,
		"requests": [request | some name in parts.calls; request := requests_by_call[name]],
		"contexts": contexts,
		"assumptions": evaluation_assumptions,
	}
	found := data.iam.answers with input as batch
}

# The roles of the graph trust the callers that the facts name.
evaluation_assumptions := object.union({"unstated-resource-policy": "agrees"}, assumptions.for_evaluation)

policy_problems := {answer.error | some given in answers; some answer in given; answer.error}

# The calls that are allowed, with the reason and the subject's statements that allow them.
allowed[layer] := found if {
	some layer, given in answers
	call_names := layers[layer].calls
	found := {name: {"why": answer.reason, "by": own_statements(layer, answer.by)} |
		some index, answer in given
		answer.decision == "Allowed"
		name := call_names[index]
	}
}
