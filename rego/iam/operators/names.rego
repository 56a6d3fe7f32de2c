# METADATA
# title: Condition operators
# description: >-
#   The operators are data (`data.iam.operators.table`). A file for each family says what its policy values become once
#   (`operand`), and whether a request value matches one of them (`matches`). A name that the data does not give is
#   refused, never guessed (IAM User Guide, "IAM JSON policy elements: Condition operators").
package iam.operators

# The parts of an operator's name; undefined for a name that IAM does not know. Names are case-sensitive.
parsed(name) := {
	"base": object.get(operator, "negates", bare),
	"family": operator.family,
	"negated": bare in negated_names,
	"set": set,
	"if_exists": optional != bare,
} if {
	set := set_of(name)
	optional := substring(name, count(prefixes[set]), -1)
	bare := trim_suffix(optional, "IfExists")
	operator := data.iam.operators.table[bare]
	takes_set(operator, set)
	takes_if_exists(operator, optional != bare)
}

# The set operator that a name begins with.
set_of(name) := set if {
	some prefix, set in data.iam.operators.set_operators
	startswith(name, prefix)
} else := "none"

prefixes := object.union({"none": ""}, {set: prefix | some prefix, set in data.iam.operators.set_operators})

negated_names := {name | some name, operator in data.iam.operators.table; operator.negates}

takes_set(operator, _) if operator.sets

takes_set(_, "none") := true

takes_if_exists(operator, _) if operator.if_exists

takes_if_exists(_, false) := true

# Every name that a policy may write.
names := {name |
	some bare, _ in data.iam.operators.table
	some prefix in prefixes
	some suffix in ["", "IfExists"]
	name := concat("", [prefix, bare, suffix])
	parsed(name)
}

# Whether the policy values of a family may hold policy variables.
takes_variables(family) if data.iam.operators.families[family].variables
