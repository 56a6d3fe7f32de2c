package mfa.hijack

import data.iam.policies
import data.mfa.assumptions
import data.mfa.subject

# The policies as they are, without the guards that can be taken off, with an administrator's policy, with
# both; and those of a user whom the thief made. Control policies bind him as well; nothing else of the
# subject's does.
layers["as-is"] := {"set": subjects_policies, "needs": set(), "asked": asked_of_subject}

layers["unguarded"] := {"set": unguarded, "needs": guards_removed, "asked": asked_of_subject} if {
	count(guards) > 0
}

layers["granted"] := {
	"set": with_administrator(subjects_policies),
	"needs": {"administrators-policy"},
	"asked": everything_of_subject,
}

layers["granted-unguarded"] := {
	"set": with_administrator(unguarded),
	"needs": ({"administrators-policy"} | guards_removed),
	"asked": everything_of_subject,
} if {
	count(guards) > 0
}

layers["administrator"] := {
	"set": with_administrator(object.remove(subjects_policies, ["identity", "boundary", "session"])),
	"needs": set(),
	"asked": asked_of_administrator,
}

asked_of_subject := [name | some name in heard; is_of(name, "subject")]

asked_of_administrator := [name | some name in heard; is_of(name, "administrator")]

everything_of_subject := [name | some name in asked_of_subject; name in names_of_everything]

is_of(name, whose) if data.mfa.hijack.graph.callers[questions[name].caller].whose == whose

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
	subject.is_guard(statement)
}

guards_removed := {token | some type in guards; token := sprintf("%s-guard-removed", [type])}

guard_tokens := {token | some type in guards; token := sprintf("%s-guard", [type])}

unguarded := object.union(subjects_policies, {type: found |
	some type in guards
	found := [without_guards(document) | some document in documents(subjects_policies, type)]
})

# A guard gives way to a statement that never applies, so that the others keep their places.
without_guards(document) := object.union(document, {"Statement": [kept(statement) |
	some statement in policies.listed(document.Statement)
]})

kept(statement) := {"Effect": "Deny", "Action": "mfagate:GuardRemoved", "Resource": "*"} if {
	subject.is_guard(statement)
} else := statement

# Each layer is asked once. The input is made before, for an engine may make it again in every `with`.
answers[layer] := found if {
	some layer, parts in layers
	batch := {
		"policies": parts.set,
		"requests": [request | some name in parts.asked; request := made[name]],
		"contexts": contexts,
		"assumptions": assumed,
	}
	found := data.iam.answers with input as batch
}

# The roles of the graph trust whom they are said to.
assumed := object.union({"unstated-resource-policy": "agrees"}, assumptions.for_evaluation)

policy_problems := {answer.error | some given in answers; some answer in given; answer.error}

# What is let through, with the reason.
allowed[layer] := found if {
	some layer, given in answers
	names_asked := layers[layer].asked
	found := {name: answer.reason |
		some index, answer in given
		answer.decision == "Allowed"
		name := names_asked[index]
	}
}
