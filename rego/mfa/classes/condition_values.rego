package mfa.classes

import data.iam.conditions
import data.iam.operators
import data.iam.operators.date
import data.iam.operators.numeric
import data.iam.policies
import data.iam.variables
import data.mfa.flags
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
}

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
	found := {value |
		some clause in clauses_on(key)
		some value in values_for(operators.parsed(clause[0]).family, key, clause)
	} | {"mfagate-value" | key in variable_keys}
}

# Several values at once are of use to the operators on sets alone.
listed_values[key] := lists if {
	some key in varied_keys
	given := single_values[key]
	lists := {list | takes_lists(key); some list in [[], sort(given)]} | {[one, other] |
		takes_lists(key)
		some one in given
		some other in given
		one < other
	}
}

takes_lists(key) if {
	some clause in clauses_on(key)
	operators.parsed(clause[0]).set != "none"
}

values_for("string", key, clause) := {spelt |
	some mask in overlaps(any_text, globs)
	value := instance(mask, globs, sample_names)
	some spelt in spellings(operators.parsed(clause[0]).base, value)
} if {
	globs := key_globs(key)
}

values_for("arn", key, _) := {value |
	some mask in overlaps(any_text, globs)
	value := instance(mask, globs, sample_names)
} if {
	globs := key_globs(key)
}

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

# The values that the clauses on a key name, as patterns.
key_globs(key) := {mask |
	some clause in clauses_on(key)
	operators.parsed(clause[0]).family in {"arn", "string"}
	some text in clause[2]
	mask := value_glob(clause, text)
}

value_glob(clause, text) := glob_of(operators.parsed(clause[0]).base, text) if not conditions.has_variables(clause)

value_glob(clause, text) := variables.between(
	split(glob_of(operators.parsed(clause[0]).base, variables.template(text)), variables.mark),
	variables.fillings(text, credential_values(data.mfa.credentials["api-key"], variables.keys(text))),
) if {
	conditions.has_variables(clause)
}

glob_of(base, text) := as_glob(text) if operators.is_pattern(base)

glob_of(base, text) := text if not operators.is_pattern(base)

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
