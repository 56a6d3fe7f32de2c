package mfa.classes

import data.iam.conditions
import data.iam.variables
import data.mfa.flags
import data.mfa.requests

# The clauses on a key that hold with a value of it, everything else being as one caller has it.
clauses_met(key, value, known) := {clause |
	some clause in clauses_on(key)
	conditions.is_met(conditions.prepared(clause), with_changes(known, {key: value}))
}

# A context with some keys changed, and those without that are null there.
with_changes(context, change) := {key: value | some key, value in object.union(context, change); value != null}

# What the callers bring for the keys that conditions and resources name, each once.
caller_values := {known |
	some entry in row_credentials
	known := credential_values(entry, (condition_keys | variable_keys) - flags.lower_keys)
} | {known |
	some caller in callers
	entry := data.mfa.credentials[caller_kinds[caller.kind].credential]
	brought := credential_values(entry, (condition_keys | variable_keys) - flags.lower_keys)
	known := object.union(
		object.remove(brought, name_keys),
		object.filter(lower_keys(caller.context), condition_keys | variable_keys),
	)
}

# Of the values that come out the same, one; none where every caller brings one as good.
chosen_values[key] := found if {
	some key, values in candidate_values
	judged := {[value_outcome(key, value, api_key_values), value] | some value in values}
	own := {value_outcome(key, object.get(caller, key, null), caller) | some caller in caller_values}
	found := [simplest(values_with(judged, outcome)) |
		some outcome in {judgement[0] | some judgement in judged}
		is_new(outcome, own, key)
	]
}

# Of the values that the config states for a key, one of each outcome; all where the key stands as a variable.
chosen_values[key] := found if {
	some key, values in requests.choices
	key in (condition_keys | variable_keys)
	judged := {[[value_outcome(key, value, api_key_values), tried_apart(key, value)], value] | some value in values}
	found := [simplest(values_with(judged, outcome)) | some outcome in {judgement[0] | some judgement in judged}]
}

tried_apart(key, value) := value if key in keys_in_variables

tried_apart(key, _) := null if not key in keys_in_variables

# What the policies can tell of a value: the clauses that hold, and where it is compared or put into a pattern the
# patterns that it is in.
value_outcome(key, value, known) := [
	clauses_met(key, value, known),
	{mask |
		is_string(value)
		some mask in distinguishing_globs[key]
		regex.match(glob_expression(mask), value)
	},
	is_null(value),
	{[clause, place] |
		some clause in clauses_naming[key]
		some place, known_of_caller in caller_list
		conditions.is_met(conditions.prepared(clause), with_changes(known_of_caller, {key: value}))
	},
]

# The clauses in whose values a key stands as a variable: whether it equals what a caller brings makes a difference.
clauses_naming[key] contains clause if {
	some [clause, text] in variable_texts
	some key in variables.keys(text)
}

caller_list := sort(caller_values)

distinguishing_globs[key] := filled_globs(key) | {mask |
	key in (keys_in_variables | mutually_varied)
	some mask in key_globs(key)
} if {
	some key in varied_keys
}

api_key_values := credential_values(data.mfa.credentials["api-key"], condition_keys)

values_with(judged, outcome) := {judgement[1] | some judgement in judged; judgement[0] == outcome}

simplest(values) := min([[object.get({"string": 0, "array": 1}, type_name(value), 2), value] | some value in values])[1]

is_new(outcome, own, _) if own != {outcome}

is_new(_, _, key) if key in variable_keys
