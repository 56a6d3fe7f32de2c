# Changes of a statement: each is its edits, the statement as it is then, and a sentence.
package mfa.causes

import data.iam.explain
import data.iam.policies
import data.mfa.assumptions
import data.mfa.inference
import data.mfa.posture
import data.mfa.profiles
import data.mfa.requests
import data.mfa.rules.lib.actions

# A statement with another value in one element; an empty condition is none.
changed(statement, element, value, text) := {
	"edits": [removing(statement.where, [element])],
	"value": object.remove(statement.value, [element]),
	"text": text,
} if {
	value == {}
} else := {
	"edits": [setting(statement.where, [element], value)],
	"value": object.union(object.remove(statement.value, [element]), {element: value}),
	"text": text,
}

# A statement with a positive element for everything in place of its Not form.
for_all(statement, element) := change if {
	negative := concat("", ["Not", element])
	policies.has(statement, negative)
	change := {
		"edits": [removing(statement.where, [negative]), setting(statement.where, [element], "*")],
		"value": object.union(object.remove(statement.value, [negative]), {element: "*"}),
		"text": sprintf(`Replace %s with %s "*" in %s.`, [negative, element, named(statement.where)]),
	}
} else := change if {
	change := changed(statement, element, "*", sprintf(`Set %s of %s to "*".`, [element, named(statement.where)]))
}

# A statement in a text: by its Sid, or else by its number.
named(where) := where.sid if {
	is_string(where.sid)
	where.sid != ""
} else := explain.name(where)

# `path` leads from the statement to what is removed or set.
removing(where, path) := {"policy": where.policy, "statement": where.statement, "path": path, "op": "remove"}

setting(where, path, value) := {
	"policy": where.policy,
	"statement": where.statement,
	"path": path,
	"op": "replace",
	"value": value,
}

# Only policies of the subject's own account change: control policies belong to the organization.
is_editable(statement) if statement.type in {"identity", "boundary", "session", "resource"}

# The clauses of a condition as [operator, key, value], and the condition of such clauses.
triples(condition) := {[operator, key, value] | some operator, keys in condition; some key, value in keys}

condition_with(clauses) := {operator: keys |
	some operator in {clause[0] | some clause in clauses}
	keys := {clause[1]: clause[2] | some clause in clauses; clause[0] == operator}
}

condition_triples(statement) := triples(object.get(statement.value, "Condition", {}))

mfa_triples(statement) := {triple |
	some clause in inference.mfa_clauses(statement.value, statement.variables)
	some triple in condition_triples(statement)
	[triple[0], triple[1]] == [clause.operator, clause.written]
}

# Whether a condition is met in a context, whatever else its statement requires.
is_met_in(value, context) if {
	clauses := [inference.prepared(clause) | some clause in policies.clauses({"value": value, "variables": true})]
	inference.all_met(clauses, context)
}

covers(value, action) if {
	some pattern in policies.listed(object.get(value, "Action", []))
	actions.means(lower(pattern), lower(action))
}

covers(value, action) if {
	object.get(value, "NotAction", null) != null
	not is_exempt(value, action)
}

is_exempt(value, action) if {
	some pattern in policies.listed(value.NotAction)
	actions.means(lower(pattern), lower(action))
}

# The rows that a Deny stops although the profile requires them to be open.
obstructed(value) := {row |
	some row in posture.rows
	concerns(value, row)
	is_met_in(value, row_contexts[row])
}

concerns(value, row) if {
	row != "ecr-from-api-key"
	profiles.required(row, "services") == "open"
	inference.is_about_services(value)
}

concerns(_, row) if profiles.required(row, "identity") == "open"

concerns(value, "ecr-from-api-key") if {
	profiles.required("ecr-from-api-key", "services") == "open"
	some action in profiles.registry_actions
	covers(value, action)
}

row_contexts[row] := context if {
	some row in posture.rows
	brought := requests.context(row, assumptions.variant(row), {})
	context := {lower(key): value | some key, value in brought}
}

# Whether a Deny would stop enrollment that is possible as things are.
stops_enrolment(value) if {
	profiles.profile.enrolment == "possible"
	posture.enrolment == "possible"
	not policies.has({"value": value}, "NotResource")
	"*" in policies.listed(object.get(value, "Resource", "*"))
	is_met_in(value, row_contexts[posture.enrolment_credential])
	some allow in data.mfa.causes.enrolment_allows
	covers(value, allow.Action)
}
