# METADATA
# title: Texts
# description: The texts in the elements of the subject's statements, each with its path in its statement.
package mfa.rules.lib.texts

import data.mfa.rules.lib.statements

# A string, or the strings of an array, under a path.
placed(path, value) := [{"path": path, "text": value}] if is_string(value)

placed(path, value) := [{"path": array.concat(path, [index]), "text": part} |
	some index, part in value
	is_string(part)
] if {
	is_array(value)
}

placed(_, value) := [] if {
	not is_string(value)
	not is_array(value)
}

# The texts of an element that is a string or an array; empty if the statement has no such element.
of_element(statement, element) := placed([element], object.get(statement.value, element, null))

# Resources, principals and the values of conditions: where ARNs and account numbers stand.
with_arns := [found |
	some statement in statements.own
	some one in array.concat(of_resources(statement), array.concat(of_principals(statement), of_conditions(statement)))
	found := object.union(one, {"where": statement.where})
]

of_resources(statement) := array.concat(of_element(statement, "Resource"), of_element(statement, "NotResource"))

of_principals(statement) := [one |
	some element in ["Principal", "NotPrincipal"]
	some one in of_principal([element], object.get(statement.value, element, null))
]

# Under a kind, or the one text "*".
of_principal(path, value) := placed(path, value) if not is_object(value)

of_principal(path, value) := [one |
	some kind, names in value
	some one in placed(array.concat(path, [kind]), names)
] if {
	is_object(value)
}

of_conditions(statement) := [one |
	some operator, keys in object.get(statement.value, "Condition", {})
	some key, value in keys
	some one in placed(["Condition", operator, key], value)
]
