package mfa.posture

import data.mfa.classes
import data.mfa.subject

# The requests of a cell; none where a subject's policies are never those of such a credential.
samples_of(row, column) := found if {
	is_of_principal(row)
	found := samples_in(row, column)
} else := []

# A role's policies are in force for its sessions alone, and a user without a password has no console.
is_of_principal(row) if {
	subject.principal != "role"
	subject.can_have(data.mfa.credentials[row])
}

is_of_principal("role-session") if subject.principal == "role"

# The requests that a row asks for. The registry row judges the registry's data actions only, and the policy of a
# resource what its resource is asked for.
samples_in(row, "services") := class_samples.registry if {
	not subject.kind in {"resource", "trust"}
	row == "ecr-from-api-key"
}

samples_in(row, "services") := resource_registry_samples if {
	subject.kind == "resource"
	row == "ecr-from-api-key"
}

samples_in(_, "services") := data.mfa.samples.trust if subject.kind == "trust"

samples_in(row, "services") := resource_samples if {
	subject.kind == "resource"
	row != "ecr-from-api-key"
}

samples_in(row, column) := class_samples[column] if {
	not subject.kind in {"resource", "trust"}
	row != "ecr-from-api-key"
}

samples_in("ecr-from-api-key", "identity") := []

samples_in(row, "identity") := [] if {
	subject.kind in {"resource", "trust"}
	row != "ecr-from-api-key"
}

# The data actions of a repository; or what another resource is asked for, which is no business of the registry's row.
resource_samples := repository_samples if {
	classes.is_of_registry
} else := classes.resource_policy_samples

repository_samples := [{"action": action, "resource": data.mfa.samples.repository} |
	some action in data.iam.actions.families.registry.actions
]

default resource_registry_samples := []

resource_registry_samples := class_samples.registry if classes.is_of_registry

# One request for each class of requests that the subject's policies cannot tell apart.
class_samples := classes.samples
