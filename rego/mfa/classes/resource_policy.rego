package mfa.classes

import data.iam.policies

# The classes that the resource of a resource policy is asked for: actions of its service on what the policy means.
# A request on "*" is about no one resource, so no resource's policy has a say in it.
resource_policy_samples := on_own_resources if {
	count(on_own_resources) > 0
} else := in_own_services

in_own_services := [sample |
	some sample in in_column("services")
	sample.resource != "*"
	is_own_service(split(sample.action, ":")[0])
]

on_own_resources := [sample |
	some sample in in_own_services
	some ids in resource_ids[sample.resource]
	count(ids & own_ids) > 0
]

own_ids := {id | some id, statement in statements; statement.type == "resource"}

# The services that the policy names, in its actions or, where these are for all services, in its resources.
own_services := named if {
	named := {prefix |
		some pattern in own_actions
		contains(pattern, ":")
		prefix := split(pattern, ":")[0]
	}
	count(named) > 0
} else := {split(pattern, ":")[2] |
	some id in own_ids
	some pattern in policies.listed(object.get(statements[id].value, "Resource", []))
	startswith(pattern, "arn:")
}

is_own_service(_) if count(own_services) == 0

is_own_service(service) if service in own_services

own_actions := {lower(action) |
	some id in own_ids
	some element in ["Action", "NotAction"]
	some action in policies.listed(object.get(statements[id].value, element, []))
}

# The policy of a registry's repository names no resource, and no service but the registry.
is_of_registry if {
	count(own_services - {"ecr"}) == 0
	some id, statement in statements
	id in own_ids
	not policies.names_resource(statement)
}
