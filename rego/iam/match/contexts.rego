package iam.match

import data.iam.conditions
import data.iam.policies
import data.iam.validation

statement_clauses := [policies.clauses(statement) | some statement in policies.statements]

all_clauses := {clause | some clauses in statement_clauses; some clause in clauses}

prepared[clause] := ready if {
	some clause in all_clauses
	ready := conditions.prepared(clause)
}

# The keys that conditions name; a context is matched as its values for these.
condition_keys := {key | some clause in all_clauses; some key in conditions.keys(clause)}

# A context with lower-case keys (key names are not case-sensitive) and text values.
context_of[raw] := {lower(key): as_text(value) | some key, value in given} if {
	some raw, given in given_contexts
	count(validation.context_problems(given)) == 0
}

as_text(value) := [policies.text(part) | some part in value] if {
	is_array(value)
} else := policies.text(value)

# What the conditions see of each context.
relevant_contexts := {object.filter(given, condition_keys) | some given in context_of}

clauses_met[context] := {clause | some clause, ready in prepared; conditions.is_met(ready, context)} if {
	some context in relevant_contexts
}

by_context[context] := {id | some id, clauses in statement_clauses; count(clauses - clauses_met[context]) == 0} if {
	some context in relevant_contexts
}
