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

# The guards that nearly denied the witness, each with what kept it from it, the nearest first.
near_guards(short) := [ranked[2] |
	some ranked in sort([[nearness(miss.failed), place, guard] |
		some place, miss in near[cell_name(short)]
		miss.effect == "Deny"
		some statement in statements.own
		statement.where == object.remove(miss, ["failed"])
		inference.is_guard(statement.value)
		guard := object.union(statement, {"failed": miss.failed, "asked": short.witness.request.action})
	])
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
		count(obstructed(change.value) - obstructed(guard.value)) == 0
	]
	found := changes[0]
}

closes(value, short) if {
	covers(value, short.witness.request.action)
	is_met_in(value, context_of(short))
}

# What grants the witness: the Allow with a condition on MFA that matches all the same, or the first.
grants(short) := [statement |
	some where in short.witness.by
	some statement in statements.own
	statement.where == where
]

# The conditions on MFA among what decided, each with its statement.
mfa_grants(short) := [[statement, clause] |
	some statement in grants(short)
	some clause in inference.mfa_clauses(statement.value, statement.variables)
]

grant_cause(short) := cause if {
	count(mfa_grants(short)) > 0
	[statement, clause] := mfa_grants(short)[0]
	reason := matching_reason(clause, context_of(short))
	cause := {
		"at": at(statement.where, clause.path),
		"why": sprintf("this Allow applies: %s", [reason]),
	}
} else := cause if {
	subject.kind == "trust"
	count(grants(short)) > 0
	where := grants(short)[0].where
	cause := {"at": at(where, []), "why": "this Allow has no condition on MFA"}
} else := object.union({"why": "no Deny that requires MFA is about it"}, {key: value |
	some grant in array.slice(grants(short), 0, 1)
	key := "at"
	value := at(grant.where, [])
})

# The Allows that grant require MFA then. In a policy of a user only an Allow that asks for MFA already is changed: for
# others a Deny is right, which binds every grant.
grant_change(short) := {"edits": edits, "remedy": concat(" ", [change.text | some change in made])} if {
	made := [change |
		some statement in grants(short)
		is_to_require_mfa(statement, short)
		change := requiring_mfa(statement)
		not is_met_in(change.value, context_of(short))
	]
	count(made) > 0
	count(made) == count(grants_to_change(short))
	edits := [one | some change in made; some one in change.edits]
}

# Without the trust policy's own Allow, what is assumed of the callers grants nothing.
grants_to_change(short) := grants(short) if {
	subject.kind == "trust"
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
		count(obstructed(change.value) - obstructed(guard.value)) == 0
	]
	count(closing) > 0
} else := {}

added_change(short) := {"edits": added.edits, "remedy": added.text} if {
	added := addition(short)
} else := {}
