package mfa.classes

import data.mfa.inference
import data.mfa.subject

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

own_services := inference.named_services(own_policy)

own_policy := object.get(subject.set, "resource", null)

is_own_service(_) if count(own_services) == 0

is_own_service(service) if service in own_services

is_of_registry if inference.is_of_registry(own_policy)
