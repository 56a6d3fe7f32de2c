package mfa.classes

import data.iam.conditions
import data.iam.operators
import data.iam.operators.date
import data.iam.operators.numeric
import data.iam.patterns
import data.iam.policies
import data.iam.variables
import data.mfa.flags
import data.mfa.keys
import data.mfa.requests
import data.mfa.subject

# The clauses of all statements, with what is known of their operators.
clauses := {clause |
	some statement in statements
	some clause in policies.clauses(statement)
	operators.parsed(clause[0])
}

condition_keys := {key | some clause in clauses; some key in conditions.keys(clause)}

# The keys that requests of one credential differ in: a misspelt MFA key is in none of them.
varied_keys := {key |
	some key in ((condition_keys | variable_keys) - (flags.lower_keys | fixed_keys))
	not subject.is_misspelt(key)
	not requests.is_stated(key)
}

# Those, and the keys for which the config states several values.
tried_keys := varied_keys | object.keys(requests.choices)

fixed_keys := {key | some key in data.mfa.classes.representatives.fixed_keys}

clauses_on(key) := {clause | some clause in clauses; clause[1] == key}

# Values of a key, one at least for each set of its clauses that can hold together: the values that they
# name, what lies between them, and something else. `null`: the key is not there.
candidate_values[key] := found if {
	some key in varied_keys
	found := (single_values[key] | listed_values[key]) | {null | not key in data.mfa.classes.representatives.constant_keys}
}

single_values[key] := found if {
	some key in varied_keys
	found := named_values[key] | filled_values(key)
}

named_values[key] := found if {
	some key in varied_keys
	found := ({value |
		some clause in clauses_on(key)
		some value in values_for(operators.parsed(clause[0]).family, key, clause)
	} | {value | key in keys_in_variables; some value in text_values(key)}) | brought_values(key)
}

named_values[key] := values if some key, values in requests.choices

# What callers bring for the keys of the credential that a key is compared with.
brought_values(key) := ({value |
	some other in (reachable_keys(key) - varied_keys)
	some known in brought_contexts
	value := known[other]
	is_string(value)
} | {found[0][1] |
	some part in partial_texts
	part.key == key
	not part.clause[1] in varied_keys
	some known in brought_contexts
	found := regex.find_all_string_submatch_n(between_expression(part), known[part.clause[1]], 1)
	count(found) == 1
}) | {value |
	some other in reachable_keys(key)
	some value in requests.choices[other]
}

# What stands between the texts beside a variable, in a value that callers bring.
between_expression(part) := patterns.whole(concat("(.*)", [wild_glob(part.before), wild_glob(part.after)]))

brought_contexts := {credential_values(entry, (((name_keys | fixed_keys) | flags.lower_keys) | requests.stated_keys)) |
	some entry in row_credentials
} | {
lower_keys(caller.context) |
	some caller in callers
}

# The keys that stand as variables, in Resource patterns or in the values of conditions.
keys_in_variables := variable_keys | {key |
	some [_, text] in variable_texts
	some key in variables.keys(text)
}

# A key with variables in its values has each that these can be.
filled_values(key) := {value |
	some mask in filled_globs(key)
	some value in fillings_of(mask, ["mfagate-sample"])
}

filled_globs(key) := {mask |
	some [clause, text] in variable_texts
	clause[1] == key
	some known in contexts_for(variables.keys(text))
	mask := filled_glob(clause, text, known)
}

# What callers bring, with what varied keys can be: all together while these are few.
contexts_for(wanted) := {object.union(known, change) |
	some known in ({credential_values(entry, wanted) | some entry in row_credentials} | {names |
		some caller in callers
		names := object.filter(lower_keys(caller.context), wanted)
	})
	some change in changes_of({key: named_values[key] | some key in (wanted & tried_keys)})
}

# One value for each key, in every combination of two keys at the most.
changes_of(values) := {{}} if count(values) == 0

changes_of(values) := {{key: value} | some key, found in values; some value in found} if count(values) == 1

changes_of(values) := {{one: value, other: another} |
	[one, other] := sort(object.keys(values))
	some value in values[one]
	some another in values[other]
} if {
	count(values) == 2
}

changes_of(values) := set() if count(values) > 2

row_credentials := [data.mfa.credentials[row.id] |
	some row in data.mfa.posture.table.rows
	data.mfa.credentials[row.id]
]

# Several values at once: for the operators on sets, and for keys that have several under any operator.
listed_values[key] := lists if {
	some key in varied_keys
	given := named_values[key]
	lists := {list | takes_lists(key); some list in [[], sort(given)]} | {[one, other] |
		has_several_values(key)
		some one in given
		some other in given
		one < other
	}
}

has_several_values(key) if takes_lists(key)

has_several_values(key) if keys.has_several_values(key)

takes_lists(key) if {
	some clause in clauses_on(key)
	operators.parsed(clause[0]).set != "none"
}

values_for("string", key, clause) := {spelt |
	some value in text_values(key)
	some spelt in spellings(operators.parsed(clause[0]).base, value)
}

values_for("arn", key, _) := text_values(key)

values_for("bool", _, _) := {"true", "false"}

values_for("null", _, _) := {"mfagate-value"}

values_for("binary", _, clause) := {"bWZhZ2F0ZQ=="} | {text | some text in clause[2]}

values_for("numeric", key, _) := number_values(key)

values_for("date", _, clause) := {value |
	some text in clause[2]
	moment := date.moment(text)
	some value in [text, format_int(moment[0] - 1, 10), format_int(moment[0] + 1, 10)]
}

values_for("ip", _, clause) := {address | some address in data.mfa.classes.representatives.addresses} | {address |
	some text in clause[2]
	some address in [split(text, "/")[0], last_address(text)]
}

spellings("StringEqualsIgnoreCase", value) := {value, upper(value), lower(value)}

spellings(base, value) := {value} if base != "StringEqualsIgnoreCase"

# Each number that the clauses on a key name, one between each two, and one beyond each end.
number_values(key) := {text |
	some place, number in named
	some value in [number, (array.concat([number - 2], named)[place] + number) / 2, number + 1]
	text := policies.text(value)
} if {
	named := sort({number |
		some clause in clauses_on(key)
		operators.parsed(clause[0]).family == "numeric"
		some text in clause[2]
		number := numeric.amount(text)
	})
}

# The last address of an IPv4 network; of any other text, what stands before the length.
last_address(text) := concat(".", [octet |
	some unit in [16777216, 65536, 256, 1]
	octet := format_int(floor(last / unit) % 256, 10)
]) if {
	regex.match(`^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+/[0-9]+$`, text)
	parts := split(text, "/")
	octets := [to_number(part) | some part in split(parts[0], ".")]
	number := (((((octets[0] * 256) + octets[1]) * 256) + octets[2]) * 256) + octets[3]
	size := bits.lsh(1, 32 - to_number(parts[1]))
	last := ((number - (number % size)) + size) - 1
} else := split(text, "/")[0]

text_values(key) := {value |
	globs := key_globs(key)
	some mask in overlaps(any_text, globs)
	value := instance(mask, globs, sample_names)
}
