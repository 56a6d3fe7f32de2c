package iam.conditions

import data.iam.assumptions
import data.iam.operators

# Whether a prepared clause holds in a context.
is_met(clause, context) if {
	clause.family != "null"
	is_met_by(clause, values_seen(clause.set, context_values(clause.key, context)), context)
}

is_met(clause, context) if {
	clause.family == "null"
	null_is_met(clause, count(context_values(clause.key, context)) == 0)
}

# What a set operator sees of a key's values: an empty text is an empty set ("Set operators for multivalued context
# keys": "a null dataset, such as an empty string").
values_seen(set, values) := [] if {
	set in {"all", "any"}
	every value in values {
		value == ""
	}
} else := values

is_met_by(clause, [], _) if absent_key_matches(clause, count(clause.texts) == 0)

is_met_by(clause, values, context) if {
	count(values) > 0
	count(clause.texts) > 0
	values_match(clause.set, clause, values, operands(clause, context))
}

# An absent key (Condition operators, "Behavior of condition operators when a context key is absent";
# "Multivalued context keys" for the set operators). `bare`: the policy gives no value; such a clause
# matches only under IfExists and ForAllValues (docs/explanation/how-aws-decides.md#empty-values).
absent_key_matches(clause, false) if {
	clause.negated
	clause.set == "none"
	not clause.if_exists
}

absent_key_matches(clause, _) if {
	clause.if_exists
	clause.set != "any"
}

absent_key_matches(clause, false) if {
	clause.if_exists
	clause.set == "any"
	assumptions.chosen["for-any-value-if-exists"] == "true"
}

absent_key_matches(clause, _) if {
	clause.set == "all"
	not clause.if_exists
}

# A key with several values under a plain operator matches nothing, negated or not (Access Analyzer,
# "Missing qualifier").
values_match("none", clause, values, wanted) if {
	count(values) == 1
	value_matches(clause, values[0], wanted)
}

values_match("all", clause, values, wanted) if {
	every value in values {
		value_matches(clause, value, wanted)
	}
}

values_match("any", clause, values, wanted) if {
	some value in values
	value_matches(clause, value, wanted)
}

value_matches(clause, value, wanted) if {
	not clause.negated
	some operand in wanted
	operators.matches(clause, value, operand)
}

value_matches(clause, value, wanted) if {
	clause.negated
	comparable(clause, value, wanted)
	not any_matches(clause, value, wanted)
}

any_matches(clause, value, wanted) if {
	some operand in wanted
	operators.matches(clause, value, operand)
}

# A negated operator matches where no value is equal. It needs something to compare: a text that is not
# a number or date never matches, negated or not (docs/explanation/how-aws-decides.md#operators).
comparable(clause, value, wanted) if {
	clause.family in {"numeric", "date"}
	count(wanted) == count(clause.texts)
	operators.readable(clause.family, value)
}

# A policy value whose variable has no value equals nothing, so a negated operator holds (IAM policy
# elements: Variables and tags, on inverted operators); the assumption keeps the other reading.
comparable(clause, _, wanted) if {
	not clause.family in {"numeric", "date"}
	variables_resolved(clause, count(wanted))
}

variables_resolved(clause, _) if not clause.dynamic

variables_resolved(_, _) if assumptions.chosen["missing-variable-negated"] == "matches"

variables_resolved(clause, usable) if usable == count(clause.texts)

# Null: "true" when the key is absent, "false" when it is there and not empty. Under a set operator
# the answer does not depend on the request (Access Analyzer, "Null with qualifier").
null_is_met(clause, is_absent) if {
	clause.set == "none"
	some text in clause.texts
	lower(text) == {true: "true", false: "false"}[is_absent]
}

null_is_met(clause, _) if clause.set == "all"
