package mfa.classes

import data.iam.conditions
import data.iam.policies
import data.iam.variables
import data.mfa.flags
import data.mfa.keys
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

# One change or none for each key, in every combination while these are few.
key_changes := [array.concat([{}], [{key: value} | some value in values]) |
	some key, values in chosen_values
	count(values) > 0
]

combinations := product([count(option) | some option in key_changes])

combination_limit := 128

changes := [combined(number) | some number in numbers.range(0, combinations - 1)] if {
	combinations <= combination_limit
} else := array.concat([{}], [change | some option in key_changes; some change in option; count(change) > 0])

combined(number) := object.union_n(array.concat([{}], [change |
	some place, option in key_changes
	before := product([count(earlier) | some earlier in array.slice(key_changes, 0, place)])
	change := option[floor(number / before) % count(option)]
]))

# Where a request goes that says no region.
usual_location := {"aws:requestedregion": requests.regions.usual}

# Equivalent changes are tried once: for every caller the same statements have all of their
# conditions met, the MFA keys apart, and the same values fill the resources.
effect(change) := [[met, object.filter(context, variable_keys)] |
	some caller in sort(caller_values)
	context := with_changes(object.union(usual_location, caller), change)
	true_clauses := {clause | some clause, ready in prepared_clauses; conditions.is_met(ready, context)}
	met := {id | some id, wanted in statement_clauses; count(wanted - true_clauses) == 0}
]

statement_clauses := [{clause | some clause in policies.clauses(statement); not clause[1] in flags.lower_keys} |
	some statement in statements
]

prepared_clauses[clause] := ready if {
	some wanted in statement_clauses
	some clause in wanted
	ready := conditions.prepared(clause)
}

effects := [effect(change) | some change in changes]

# The first change of each effect, in the order of the changes.
first_changes := sort([first_change_with(wanted) | some wanted in {found | some found in effects}])

overlays := [overlay |
	some place in first_changes
	overlay := {display_key(key): value | some key, value in changes[place]}
]

# The change under which the least is denied and the most allowed, the MFA keys apart: what the
# subject can do, an attacker can do too. An attacker cannot choose the network: its keys stay.
usual_overlay := {display_key(key): value | some key, value in changes[best]} if {
	best := min([[cost(found), place] |
		some place, found in effects
		count(object.keys(changes[place]) & requests.network_keys) == 0
	])[1]
}

cost(found) := sum([price |
	some caller_effect in found
	price := count(caller_effect[0] & denying_ids) - count(caller_effect[0] - denying_ids)
])

denying_ids := {id | some id, statement in statements; statement.effect == "Deny"}

first_change_with(wanted) := min([place | some place, found in effects; found == wanted])

# A key as AWS or the credentials write it, else as the policies do.
display_key(key) := min(known_spellings(key)) if {
	count(known_spellings(key)) > 0
} else := min({clause[4] | some clause in clauses_on(key)}) if {
	count(clauses_on(key)) > 0
} else := min({name | some name in written_variables; lower(name) == key}) if {
	key in {lower(name) | some name in written_variables}
} else := key

written_variables := {trim_space(split(expression, ",")[0]) |
	some text in ({pattern[2] | some pattern in variable_patterns} | {value |
		some clause in clauses
		some value in clause[2]
	})
	some expression in variables.expressions(text)
}

known_spellings(key) := {name |
	some entry in data.mfa.credentials
	some name, _ in entry.context
	lower(name) == key
} | {name | name := keys.global[key]}

# Ages of a sign-in with MFA, besides the one that the credentials bring, that the conditions tell apart.
ages := [min(same) |
	some truth in {pair[0] | some pair in ages_by_clauses}
	truth != usual_age
	same := values_with(ages_by_clauses, truth)
]

ages_by_clauses := {[clauses_met(flags.age_key, value, {flags.present_key: "true"}), value] |
	some value in number_values(flags.age_key)
	not startswith(value, "-")
}

usual_age := clauses_met(flags.age_key, "5", {flags.present_key: "true"})
