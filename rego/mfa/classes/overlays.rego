package mfa.classes

import data.iam.conditions
import data.iam.match
import data.iam.policies
import data.iam.variables
import data.mfa.flags
import data.mfa.requests
import data.mfa.subject

# The statements whose conditions, or variables, can tell requests apart; and of these, by class, those that match its
# action and resource whatever fills the variables. What only other statements ask for makes no difference to a class.
conditional_ids := {id | some id, wanted in statement_clauses; count(wanted) > 0} | object.keys(pattern_keys)

class_conditions := {key: {id | some ids in key[5]; some id in ids; id in conditional_ids} | some key in class_keys}

# The keys that stand as variables in the resources of a statement.
pattern_keys[id] := keys if {
	some id, statement in statements
	keys := {key |
		some pattern in policies.resource_patterns(statement)
		pattern in variable_patterns
		some key in variables.keys(match.tail(pattern[2]))
	}
	count(keys) > 0
}

# The clauses of a statement, the MFA keys apart.
statement_clauses := [{clause | some clause in policies.clauses(statement); not clause[1] in flags.lower_keys} |
	some statement in statements
]

# The sets of statements of which the contexts are tried. (The sample of a trust policy is of no class.)
condition_sets := ({set()} | {ids | some key, ids in class_conditions; key[0] != "exempt"}) | {conditional_ids |
	subject.kind == "trust"
}

set_clauses[ids] := {clause | some id in ids; some clause in statement_clauses[id]} if {
	some ids in (condition_sets | {conditional_ids})
}

set_keys[ids] := {key | some clause in found; some key in conditions.keys(clause)} | {key |
	some id in ids
	some key in object.get(pattern_keys, id, set())
} if {
	some ids, found in set_clauses
}

# One change or none for each key that a set of statements asks for.
key_changes[ids] := [array.concat([{}], [{key: value} | some value in values]) |
	some key in sort(keys)
	values := telling_values(set_clauses[ids], key)
	count(values) > 0
] if {
	some ids, keys in set_keys
}

# Of the values of a key that these clauses cannot tell apart, one; none where every caller brings one as good.
telling_values(found, key) := [simplest(values_with(judged, outcome)) |
	own := {seen_by(found, key, outcome) | some outcome in own_outcomes[key]}
	judged := {[seen_by(found, key, entry[0]), entry[1]] | some entry in chosen_outcomes[key]}
	some outcome in {entry[0] | some entry in judged}
	is_told(outcome, own, key)
]

is_told(outcome, own, key) if is_new(outcome, own, key)

# Every request has these, whatever the caller brings.
is_told(_, _, key) if key in (requests.location_keys | always_present)

always_present := {key | some key in data.mfa.classes.representatives.constant_keys}

seen_by(found, key, outcome) := outcome if {
	key in ((keys_in_variables | mutually_varied) | keys_asked_with_variables)
} else := [outcome[0] & found]

# The keys with a clause in whose values a variable stands: which values it asks for depends on other keys.
keys_asked_with_variables := {clause[1] | some [clause, _] in variable_texts}

chosen_outcomes := {key: {[value_outcome(key, value, api_key_values), value] | some value in values} |
	some key, values in chosen_values
}

own_outcomes := {key: {value_outcome(key, object.get(caller, key, null), caller) | some caller in caller_values} |
	some key, _ in chosen_values
}

combination_limit := 128

combinations := {ids: product([count(option) | some option in options]) | some ids, options in key_changes}

# Every combination while these are few, else one key at a time.
changes[ids] := tried if {
	some ids, options in key_changes
	tried := combined(options, combinations[ids])
}

combined(options, size) := [change |
	some number in numbers.range(0, size - 1)
	change := combination(options, number)
] if {
	size <= combination_limit
} else := array.concat([{}], [change | some option in options; some change in option; count(change) > 0])

combination(options, number) := object.union_n(array.concat([{}], [change |
	some place, option in options
	before := product([count(earlier) | some earlier in array.slice(options, 0, place)])
	change := option[floor(number / before) % count(option)]
]))

# Where a request goes that says no region.
usual_location := {"aws:requestedregion": requests.regions.usual}

# Equivalent changes are tried once: for every caller the same statements have all of their conditions met, the MFA keys
# apart, and the same values fill the resources.
effects[ids] := [effect |
	some change in tried
	effect := [[met_of(ids, context), object.filter(context, shown)] |
		some caller in sort(caller_values)
		context := with_changes(object.union(usual_location, caller), change)
	]
] if {
	some ids, tried in changes
	shown := set_keys[ids] & variable_keys
}

met_of(ids, context) := {id |
	some id in ids
	every clause in statement_clauses[id] {
		conditions.is_met(prepared_clauses[clause], context)
	}
}

prepared_clauses[clause] := ready if {
	some clause in set_clauses[conditional_ids]
	ready := conditions.prepared(clause)
}

# The first change of each effect.
set_overlays[ids] := {overlay |
	some place in first_places(found)
	overlay := as_written(changes[ids][place])
} if {
	some ids, found in effects
	ids in condition_sets
}

as_written(change) := {display_key(key): value | some key, value in change}

first_places(found) := {min(places) |
	some effect in found
	places := [place | some place, other in found; other == effect]
}

overlays := sort({overlay | some found in set_overlays; some overlay in found})

# The places in `overlays` of the contexts in which the requests of a class are asked.
overlay_places[key] := array.slice(places, 0, tried_contexts) if {
	some key, ids in class_conditions
	key[0] != "exempt"
	places := [place | some place, overlay in overlays; overlay in set_overlays[ids]]
}

# Those of all statements together.
all_changes := found if {
	some ids, found in changes
	ids == conditional_ids
}

all_effects := found if {
	some ids, found in effects
	ids == conditional_ids
}
