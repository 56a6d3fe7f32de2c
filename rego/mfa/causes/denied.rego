# The cause of a cell that is denied although the profile requires it to be open.
package mfa.causes

import data.iam.policies
import data.mfa.flags
import data.mfa.inference
import data.mfa.profiles
import data.mfa.rules.lib.statements
import data.mfa.subject

denied_cause(short) := cause if {
	count(short.witness.by) > 0
	cause := object.union(deny_cause(short), deny_change(short))
} else := cause if {
	count(near_allows(short)) > 0
	allow := near_allows(short)[0]
	cause := object.union(miss_cause(allow), miss_change(allow, short))
} else := {"why": "no Allow nearly grants it"}

# The clause on MFA of the first Deny that decided.
deny_cause(short) := {
	"at": at(statement.where, clause.path),
	"why": matching_reason(clause, context_of(short)),
} if {
	count(deciding_conditions(short)) > 0
	[statement, clause] := deciding_conditions(short)[0]
} else := {}

# Each Deny that decided is changed, or none is.
deny_change(short) := {"remedy": concat(" ", [
	"Leave the control policy as it is: its Deny is for the organization to decide.",
	"Judge the subject by a profile that requires this cell to be blocked (`profile` in the config).",
])} if {
	some statement in deciding(short)
	statement.type in {"scp", "rcp"}
} else := {
	"edits": [one | some change in made; some one in change.edits],
	"remedy": concat(" ", [change.text | some change in made]),
} if {
	made := [change |
		some statement in deciding(short)
		is_editable(statement)
		count(mfa_triples(statement)) > 0
		change := first_that_exempts(statement, short)
	]
	count(made) > 0
	count(made) == count(short.witness.by)
} else := {}

# The first change by which a Deny leaves the witness alone.
first_that_exempts(statement, short) := found if {
	subject.principal != "role"
	exempting := [change |
		some change in deny_changes(statement)
		not closes(change.value, short)
	]
	found := exempting[0]
}

first_that_exempts(statement, _) := {
	"edits": [removing(statement.where, [])],
	"text": sprintf("Remove %s: require MFA in the role's trust policy.", [named(statement.where)]),
} if {
	subject.principal == "role"
}

# The smallest change first: the operator, the calls of services, the registry's calls, a plain form.
deny_changes(statement) := array.concat(
	[without_if_exists(statement) | endswith(first_operator(statement), "IfExists")],
	array.concat(
		[exempting_services(statement)],
		array.concat(
			[change | change := exempting_registry(statement)],
			[plain_form(statement, operator) |
				some operator in ["BoolIfExists", "Bool"]
				is_plain_form_right(statement, operator)
			],
		),
	),
)

first_operator(statement) := inference.mfa_clauses(statement.value, statement.variables)[0].operator

without_if_exists(statement) := changed(statement, "Condition", condition_with(others | renamed), text) if {
	others := condition_triples(statement) - mfa_triples(statement)
	renamed := {[trim_suffix(triple[0], "IfExists"), triple[1], triple[2]] | some triple in mfa_triples(statement)}
	text := sprintf("Replace %s with %s on %s in %s.%s", [
		first_operator(statement),
		trim_suffix(first_operator(statement), "IfExists"),
		concat(" and ", sort({triple[1] | some triple in mfa_triples(statement)})),
		named(statement.where),
		own_deny_text,
	])
}

default own_deny_text := ""

own_deny_text := " Changes of identity then need a Deny of their own, if there is none." if {
	not subject.kind in {"resource", "trust"}
	profiles.required("api-key", "identity") == "guarded"
}

exempting_services(statement) := changed(statement, "Condition", condition_with(clauses), text) if {
	clauses := condition_triples(statement) | {["Bool", "aws:ViaAWSService", "false"]}
	text := sprintf(
		concat("", [
			`Add Bool aws:ViaAWSService "false" to the Condition of %s, `,
			"so that calls that AWS services make on the user's behalf pass.",
		]),
		[named(statement.where)],
	)
}

exempting_registry(statement) := changed(statement, "NotAction", entries, text) if {
	policies.has(statement, "NotAction")
	missing := [action | some action in sort(profiles.registry_actions); covers(statement.value, action)]
	entries := array.concat(policies.listed(statement.value.NotAction), missing)
	text := sprintf("Add %s to NotAction of %s.", [concat(", ", missing), named(statement.where)])
}

# A Deny of every action becomes one of every action but these.
exempting_registry(statement) := {
	"edits": [
		removing(statement.where, ["Action"]),
		setting(statement.where, ["NotAction"], exempt_actions),
	],
	"value": object.union(object.remove(statement.value, ["Action"]), {"NotAction": exempt_actions}),
	"text": sprintf("Replace Action * with NotAction %s in %s.", [
		concat(", ", exempt_actions),
		named(statement.where),
	]),
} if {
	"*" in policies.listed(object.get(statement.value, "Action", []))
}

plain_form(statement, operator) := changed(statement, "Condition", condition_with(clauses), text) if {
	clauses := (condition_triples(statement) - mfa_triples(statement)) | {[operator, flags.present, "false"]}
	text := sprintf(`Put %s %s "false" in place of the condition on MFA in %s.`, [
		operator, flags.present,
		named(statement.where),
	])
}

is_plain_form_right(_, "Bool") := true

is_plain_form_right(statement, "BoolIfExists") if {
	count(obstructed(plain_form(statement, "BoolIfExists").value)) == 0
}

# The Allows that only their conditions on MFA kept from granting.
near_allows(short) := [allow |
	some allow in near_statements(short, "Allow")
	nearness(allow.failed) == 0
]

miss_cause(allow) := {
	"at": at(allow.where, allow.failed[0].path),
	"why": sprintf("this Allow does not apply: %s", [failing_reason(allow.failed[0])]),
}

miss_change(allow, short) := {"edits": change.edits, "remedy": change.text} if {
	is_editable(allow)
	context_of(short)[flags.present_key] == "true"
	change := requiring_mfa(allow)
	is_met_in(change.value, context_of(short))
} else := {"edits": change.edits, "remedy": sprintf("%s Require MFA in the role's trust policy.", [change.text])} if {
	is_editable(allow)
	subject.principal == "role"
	change := without_mfa(allow)
} else := {
	"edits": array.concat(change.edits, [adding(guard) | some guard in missing_guards]),
	"remedy": sprintf("%s %s", [change.text, separate_deny_text]),
} if {
	is_editable(allow)
	subject.kind == "identity"
	change := without_mfa(allow)
} else := {}

separate_deny_text := "Require MFA in a separate Deny, which binds every grant; `mfagate recommend` prints it."

without_mfa(allow) := changed(allow, "Condition", condition_with(others), text) if {
	others := condition_triples(allow) - mfa_triples(allow)
	text := sprintf("Remove the condition on MFA from %s.", [named(allow.where)])
}

# The Denies that require MFA of a subject that has none.
missing_guards := [] if {
	some statement in statements.own
	inference.is_guard(statement.value)
} else := array.concat(array.slice(usable_guards, 0, 1), data.mfa.causes.identity_guards)
