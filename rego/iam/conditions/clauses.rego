# METADATA
# title: Condition clauses
# description: >-
#   A clause is one key under one operator: [operator, key, values, whether variables
#   are expanded, the key as it was written].
#   It is prepared once for all statements that share it, and decided once for each distinct context
#   (IAM User Guide, "IAM JSON policy elements: Condition").
package iam.conditions

import data.iam.operators
import data.iam.variables

prepared(clause) := object.union(operators.parsed(clause[0]), {
	"operator": clause[0],
	"key": clause[1],
	"texts": clause[2],
	"operands": [operand |
		some text in clause[2]
		operand := operators.operand(operators.parsed(clause[0]).base, text)
	],
	"dynamic": false,
}) if {
	not has_variables(clause)
}

prepared(clause) := object.union(operators.parsed(clause[0]), {
	"operator": clause[0],
	"key": clause[1],
	"texts": clause[2],
	"dynamic": true,
}) if {
	has_variables(clause)
}

has_variables(clause) if {
	clause[3]
	operators.takes_variables(operators.parsed(clause[0]).family)
	some text in clause[2]
	variables.occurs_in(text)
}

# The keys of a context that a clause depends on.
keys(clause) := {clause[1]} | {key |
	has_variables(clause)
	some text in clause[2]
	some key in variables.keys(text)
}

operands(clause, _) := clause.operands if not clause.dynamic

operands(clause, context) := [operand |
	some text in clause.texts
	operand := filled_operand(clause.base, text, context)
] if {
	clause.dynamic
}

filled_operand(base, text, context) := variables.filled_pattern(
	text,
	operators.operand(base, variables.template(text)),
	context,
) if {
	operators.is_pattern(base)
}

filled_operand(base, text, context) := operators.operand(base, variables.filled(text, context)) if {
	not operators.is_pattern(base)
}

# The request's values for a key of a context with lower-case keys: [] when it is absent or empty.
context_values(key, context) := values if {
	values := context[key]
	is_array(values)
} else := [value] if {
	value := context[key]
} else := []
