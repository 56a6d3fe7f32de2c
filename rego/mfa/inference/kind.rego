# The kind of a document, by its elements, and what a resource's policy is about.
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
	actions := named_actions(statement)
	count(actions) > 0
	every action in actions {
		is_string(action)
		strings.any_prefix_match(lower(action), families.prefixes("assume-role"))
	}
}

# The policy of a registry's repository names no resource, and no service but the registry.
is_of_registry(document) if {
	count(named_services(document) - {"ecr"}) == 0
	some statement in statements(document)
	count({"Resource", "NotResource"} & object.keys(statement)) == 0
} else := false

# The services that a resource's policy names, in its actions or, where these are for all services, in its resources.
named_services(document) := services if {
	services := {lower(split(action, ":")[0]) |
		some statement in statements(document)
		some action in named_actions(statement)
		is_string(action)
		contains(action, ":")
	}
	count(services) > 0
} else := {split(pattern, ":")[2] |
	some statement in statements(document)
	some pattern in listed(object.get(statement, "Resource", []))
	is_string(pattern)
	startswith(pattern, "arn:")
}

named_actions(statement) := [action |
	some element in ["Action", "NotAction"]
	some action in listed(object.get(statement, element, []))
]
