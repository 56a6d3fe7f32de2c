package iam.decision

import data.iam.assumptions
import data.iam.matches
import data.iam.policies
import data.iam.principals

# The policy types that must allow a request, in the order in which AWS evaluates them.
order := ["rcp", "scp", "resource", "identity", "boundary", "session"]

needed(index) := (({"rcp"} | service_control(who)) | resource_side(who, request)) | caller_side(who, request, index) if {
	request := input.requests[index]
	who := matches.callers[request.principal]
}

# Service control policies bind the principals of member accounts, their root users too.
service_control(who) := {"scp"} if {
	principals.has_account(who)
	who.kind != "provider"
	not principals.is_service_linked(who)
} else := set()

resource_side(who, request) := {"resource"} if {
	must_be_granted(who, request)
	not agreed
} else := set()

agreed if {
	not policies.applies("resource")
	assumptions.chosen["unstated-resource-policy"] == "agrees"
}

# A resource policy must itself allow: another account, no account at all, a role's trust policy, a
# KMS key policy.
must_be_granted(who, _) if not principals.has_account(who)

must_be_granted(who, _) if who.kind == "provider"

must_be_granted(who, request) if who.account != request.resource_account

must_be_granted(_, request) if governed_by_resource(lower(request.action), request.resource)

governed_by_resource(action, resource) if {
	startswith(action, "sts:assumerole")
	regex.match(`^arn:[^:]*:iam::[^:]*:role/`, resource)
}

governed_by_resource(action, resource) if {
	startswith(action, "kms:")
	regex.match(`^arn:[^:]*:kms:[^:]*:[^:]*:key/`, resource)
}

# What the caller's own policies must allow: nothing for callers without an account.
caller_side(who, request, index) := {"identity", "boundary", "session"} - spared(who.kind, forms) if {
	own_policies(who)
	who.account == request.resource_account
	forms := grants(index)
} else := {"identity", "boundary", "session"} if {
	own_policies(who)
} else := set()

own_policies(who) if who.kind in {"user", "role", "role-session", "federated-user", "root"}
