package mfa.hijack

import data.iam.policies
import data.mfa.inference
import data.mfa.subject

# A state of the user: which documents an attacker has taken off, whether the user or the group was given an
# administrator's policy, whether the user has left the group, and the user's ARN if that is another. What is taken off
# grants nothing either.
root_state := {"removed": [], "admin": "", "left": false, "user": ""}

# What can be taken off: documents with a Deny, and the boundary. Control policies stay.
removable["identity"] := {name |
	some index, document in documents(subjects_policies, "identity")
	some statement in policies.listed(document.Statement)
	statement.Effect == "Deny"
	name := document_name(index)
}

removable["boundary"] := {"boundary" | count(documents(subjects_policies, "boundary")) > 0}

document_name(index) := sprintf("identity[%d]", [index])

documents(set, type) := found if {
	found := object.get(set, type, null)
	found != null
} else := []

# A resource's policy is about another resource than those that are called here.
subjects_policies := object.remove(subject.set, ["resource"])

# The policies in a state. A document gives way to a statement that never applies, so that the others keep their places.
policies_in(state) := object.union(object.remove(subjects_policies, {"boundary" | "boundary" in state.removed}), {
	"identity": array.concat(
		[remaining(index, document, state) | some index, document in documents(subjects_policies, "identity")],
		[administrator | state.admin != ""],
	),
})

remaining(index, document, state) := document if {
	not document_name(index) in state.removed
} else := {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "mfagate:Removed", "Resource": "*"}]}

administrator := {"Version": "2012-10-17", "Statement": [{
	"Sid": "AdministratorAccess",
	"Effect": "Allow",
	"Action": "*",
	"Resource": "*",
}]}

# Control policies apply to a user or role of the attacker's making too; nothing else of the subject does.
administrators_policies := object.union(
	object.remove(subjects_policies, ["identity", "boundary", "session"]),
	{"identity": [administrator]},
)

# The states that a change makes of one.
changed(state, change) := {next |
	some removed in removals(state, change)
	next := {
		"removed": sort({name | some name in array.concat(state.removed, removed)}),
		"admin": admin_after(state, change),
		"left": true in {state.left, object.get(change, "leaves", false)},
		"user": object.get(change, "renames", state.user),
	}
	next != state
}

# What the group was given is lost with the group.
admin_after(state, change) := "" if {
	change.leaves
	state.admin == "group"
} else := change.grants if {
	change.grants
	state.admin != "user"
} else := state.admin

removals(state, change) := [[name] | some name in removable[change.removes]; not name in state.removed] if {
	change.removes
} else := [[]]

is_possible(_, change) if not change.member

is_possible(state, change) if {
	change.member
	not state.left
}

# Whether the user is without a Deny that asks for MFA in this state, and not in the other, with something left to do.
loses_guard(before, after) if {
	count(({name | some name in after.removed} & with_guard) - {name | some name in before.removed}) > 0
	grants_something(after)
}

with_guard := {name |
	some index, document in documents(subjects_policies, "identity")
	inference.denies_mfa(document)
	name := document_name(index)
} | {"boundary" | some document in documents(subjects_policies, "boundary"); inference.denies_mfa(document)}

grants_something(state) if {
	some document in policies_in(state).identity
	some statement in policies.listed(document.Statement)
	statement.Effect == "Allow"
}
