package iam.decision

import data.iam.assumptions
import data.iam.match
import data.iam.policies
import data.iam.principals

# The policy types that must allow, in the order in which AWS evaluates them.
evaluation_order := ["rcp", "scp", "resource", "identity", "boundary", "session"]

required_types(question) := (control_types(who, question.linked) | root_requirement(who, question)) | sides if {
	who := match.callers[question.principal]
	sides := required_of_resource(who, question) | required_of_caller(who, question)
}

# The root user needs no policy ("Policy evaluation logic": all allowed by default), but cannot assume a role
# ("AssumeRole", AWS STS API Reference: "You cannot call AssumeRole by using AWS account root user credentials"):
# the root user has no identity policy that could allow it.
root_requirement(who, question) := {"identity"} if {
	who.kind == "root"
	question.action == "use-of-role"
} else := set()

# Service control policies bind the principals of member accounts, their root users too, but no
# service-linked role ("Service control policies (SCPs)"); nor do resource control policies ("Resource
# control policies (RCPs)").
control_types(_, true) := set()

control_types(who, false) := {"rcp", "scp"} if {
	has_organization(who)
} else := {"rcp"}

has_organization(who) if {
	principals.has_account(who)
	who.kind != "provider"
}

required_of_resource(who, question) := {"resource"} if {
	needs_resource_policy(who, question)
	not assumed_to_allow
} else := set()

assumed_to_allow if {
	not policies.applies("resource")
	assumptions.chosen["unstated-resource-policy"] == "agrees"
}

# A resource policy must itself allow callers of another account or of none, the use of a role and the
# use of a key.
needs_resource_policy(who, _) if not principals.has_account(who)

needs_resource_policy(who, _) if who.kind == "provider"

needs_resource_policy(who, question) if who.account != question.account

needs_resource_policy(_, question) if question.action in {"use-of-role", "use-of-key"}

# What the caller's own policies must allow: nothing for callers who have none.
required_of_caller(who, question) := own_types(who.kind) - waived_types(who.kind, grants(question)) if {
	who.account == question.account
} else := own_types(who.kind)
