package iam.validation

import data.iam.operators
import data.iam.policies

condition_problems(raw) := {problem(
	sprintf("%s/Condition%s", [raw.pointer, first_non_map(object.get(raw.value, "Condition", {}))]),
	"Condition must be a map from operators to maps from keys to values",
)} if {
	not is_condition(object.get(raw.value, "Condition", {}))
} else := {problem(
	sprintf("%s/Condition/%s", [raw.pointer, escaped(name)]),
	sprintf("%s is not a condition operator%s", [name, operator_hint(name)]),
) |
	some name, keys in object.get(raw.value, "Condition", {})
	count(keys) > 0
	not operators.parsed(name)
} | {problem(
	sprintf("%s/Condition/%s/%s", [raw.pointer, escaped(name), escaped(key)]),
	"a condition value must be a string, a number, a boolean, or an array of these",
) |
	some name, keys in object.get(raw.value, "Condition", {})
	some key, value in keys
	not is_value(value)
}

# "Null with if exists" (IAM Access Analyzer's policy checks).
operator_hint(name) := "; Null already tests whether the key exists; write Null" if {
	endswith(lower(name), "nullifexists")
} else := hint(name, operators.names)

# Where the first operator is that has no map.
first_non_map(value) := sprintf("/%s", [escaped(sort(odd)[0])]) if {
	is_object(value)
	odd := [name | some name, keys in value; not is_object(keys)]
	count(odd) > 0
} else := ""

is_condition(value) if {
	is_object(value)
	every keys in value {
		is_object(keys)
	}
}

is_value(value) if {
	every part in policies.listed(value) {
		is_scalar(part)
	}
}

is_scalar(value) if is_string(value)

is_scalar(value) if is_number(value)

is_scalar(value) if is_boolean(value)

# A key as part of a JSON pointer (RFC 6901).
escaped(key) := replace(replace(key, "~", "~0"), "/", "~1")

# The known name that shares the most pairs of letters with the one given.
hint(name, known) := sprintf("; did you mean %s?", [min({candidate |
	some candidate, score in scores
	score == max({value | some value in scores})
})]) if {
	scores := {candidate: score |
		some candidate in known
		score := likeness(lower(name), lower(candidate))
		score >= 0.5
	}
	count(scores) > 0
} else := ""

likeness(one, other) := (2 * count(pairs(one) & pairs(other))) / (count(pairs(one)) + count(pairs(other))) if {
	count(one) > 1
} else := 0

pairs(text) := {substring(text, index, 2) | some index in numbers.range(0, count(text) - 2)}
