# The cause of a cell that is allowed although the profile blocks or guards it.
package mfa.causes

import data.mfa.flags
import data.mfa.inference
import data.mfa.profiles
import data.mfa.rules.lib.statements
import data.mfa.subject

# What can be changed comes first: the nearest guard, then the Allow that asks for MFA, then a Deny to add.
allowed_cause(short) := cause if {
	[guard, change] := first_with_change(short)
	cause := object.union(guard_cause(guard), {"edits": change.edits, "remedy": change.text})
} else := cause if {
	cause := object.union(grant_cause(short), grant_change(short))
} else := cause if {
	count(near_guards(short)) > 0
	guard := near_guards(short)[0]
	cause := object.union_n([guard_cause(guard), control_change(guard, short), added_change(short)])
} else := cause if {
	cause := object.union(grant_cause(short), added_change(short))
}

# The guards that nearly denied the witness of a cell, each with what kept it from it, the nearest first.
near_guards(short) := [ranked[2] | some ranked in ranking] if {
	ranking := sort([[nearness(guard.failed), place, guard] |
		some place, guard in near_statements(short, "Deny")
		inference.is_guard(guard.value)
	])
}

# The subject's own statements that nearly applied to a witness, each with what failed and what was asked.
near_statements(short, effect) := [object.union(statement, {
	"failed": miss.failed,
	"asked": short.witness.request.action,
}) |
	some miss in misses_of(short)
	miss.effect == effect
	some statement in statements.among([miss])
]

# A guard of other actions is not about the witness, so it has no place here.
nearness(failed) := 0 if {
	count([failure | some failure in failed; not is_of_mfa(failure)]) == 0
} else := {
	"NotAction": 1,
	"Condition": 2,
	"Resource": 3,
	"NotResource": 3,
	"Principal": 4,
	"NotPrincipal": 4,
}[failed[0].element]

is_of_mfa(failure) if lower(failure.clause.key) in flags.lower_keys

guard_cause(guard) := {
	"at": at(guard.where, guard.failed[0].path),
	"why": sprintf("this Deny does not apply: %s", [failing_reason(guard.failed[0])]),
}

at(where, path) := {"policy": where.policy, "statement": where.statement, "path": path}

# The nearest guard that can be changed, with the change.
first_with_change(short) := found if {
	changes := [[guard, change] |
		some guard in near_guards(short)
		is_editable(guard)
		some change in guard_changes(guard)
		closes(change.value, short)
		is_harmless(change, guard)
	]
	found := changes[0]
}

# It stops no more of what is to stay open.
is_harmless(change, guard) if {
	count(obstructed(change.value) - obstructed(guard.value)) == 0
	not stops_enrolment(change.value)
}

closes(value, short) if {
	covers(value, short.witness.request.action)
	is_met_in(value, context_of(short))
}

# The subject's own statements that decided the witness of a cell.
deciding(short) := statements.among(short.witness.by)

# The conditions on MFA among them, each with its statement.
deciding_conditions(short) := [[statement, clause] |
	some statement in deciding(short)
	some clause in inference.mfa_clauses(statement.value, statement.variables)
]

grant_cause(short) := cause if {
	count(deciding_conditions(short)) > 0
	[statement, clause] := deciding_conditions(short)[0]
	reason := matching_reason(clause, context_of(short))
	cause := {
		"at": at(statement.where, clause.path),
		"why": sprintf("this Allow applies: %s", [reason]),
	}
} else := cause if {
	subject.kind == "trust"
	count(deciding(short)) > 0
	where := deciding(short)[0].where
	cause := {"at": at(where, []), "why": "this Allow has no condition on MFA"}
} else := object.union({"why": "no Deny that requires MFA is about it"}, {key: value |
	some grant in array.slice(deciding(short), 0, 1)
	key := "at"
	value := at(grant.where, [])
})

# The Allows that grant require MFA then. In a policy of a user only an Allow that asks for MFA already is changed: for
# others a Deny is right, which binds every grant.
grant_change(short) := {"edits": edits, "remedy": concat(" ", [change.text | some change in made])} if {
	made := [change |
		some statement in deciding(short)
		is_to_require_mfa(statement, short)
		change := requiring_mfa(statement)
		not is_met_in(change.value, context_of(short))
	]
	count(made) > 0
	count(made) == count(grants_to_change(short))
	edits := [one | some change in made; some one in change.edits]
}

# Without the trust policy's own Allow, what is assumed of the callers grants nothing.
grants_to_change(short) := found if {
	subject.kind == "trust"
	found := deciding(short)
} else := short.witness.by

is_to_require_mfa(statement, _) if {
	subject.kind == "trust"
	names_only_people(statement.value.Principal)
}

is_to_require_mfa(statement, short) if {
	subject.kind != "trust"
	is_editable(statement)
	count(mfa_triples(statement)) > 0
	profiles.required(short.row, "services") != "open"
}

# Services and providers never carry MFA: an Allow that names them too would shut them out.
names_only_people("*") := true

names_only_people(element) if {
	is_object(element)
	object.keys(element) == {"AWS"}
}

requiring_mfa(statement) := changed(statement, "Condition", condition, text) if {
	wanted := ["Bool", flags.present, "true"]
	condition := condition_with(((condition_triples(statement) - mfa_triples(statement)) | {wanted}))
	text := sprintf(`%s Bool %s "true" %s %s.`, [
		["Add", "Put"][min([count(mfa_triples(statement)), 1])],
		flags.present,
		["to the Condition of", "in place of the condition on MFA in"][min([count(mfa_triples(statement)), 1])],
		named(statement.where),
	])
}

# What would make a control policy deny more is said, and left to the organization.
control_change(guard, short) := {"remedy": closing[0].text} if {
	guard.type in {"scp", "rcp"}
	closing := [change |
		some change in guard_changes(guard)
		closes(change.value, short)
		is_harmless(change, guard)
	]
	count(closing) > 0
} else := {}

added_change(short) := {"edits": added.edits, "remedy": added.text} if {
	added := addition(short)
} else := {}
