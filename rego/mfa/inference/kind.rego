# The kind of a document, by its elements.
package mfa.inference

import data.iam.actions as families

# Without a Principal it is an identity policy; with one it is a trust policy when it has no resource and all its
# actions are those of assuming a role, else the policy of a resource.
kind(document) := "identity" if {
	not has_principals(document)
} else := "trust" if {
	every statement in statements(document) {
		is_assume_role_statement(statement)
	}
} else := "resource"

has_principals(document) if {
	some statement in statements(document)
	some element in {"Principal", "NotPrincipal"}
	element in object.keys(statement)
}

is_assume_role_statement(statement) if {
	count({"Resource", "NotResource"} & object.keys(statement)) == 0
	actions := [action |
		some element in ["Action", "NotAction"]
		some action in listed(object.get(statement, element, []))
	]
	count(actions) > 0
	every action in actions {
		is_string(action)
		strings.any_prefix_match(lower(action), families.prefixes("assume-role"))
	}
}
