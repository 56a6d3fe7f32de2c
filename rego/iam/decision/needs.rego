package iam.decision

import data.iam.assumptions
import data.iam.matches
import data.iam.policies
import data.iam.principals

# The policy types that must allow, in the order in which AWS evaluates them.
order := ["rcp", "scp", "resource", "identity", "boundary", "session"]

needed(question) := (control(who, question.linked) | barrier(who, question)) | sides if {
	who := matches.callers[question.principal]
	sides := resource_side(who, question) | caller_side(who, question)
}

# The root user needs no policy ("Policy evaluation logic": all allowed by default), but cannot assume a role
# ("AssumeRole", AWS STS API Reference: "You cannot call AssumeRole by using AWS account root user credentials"):
# he has no identity policy that could allow it.
barrier(who, question) := {"identity"} if {
	who.kind == "root"
	question.action == "use-of-role"
} else := set()

# Service control policies bind the principals of member accounts, their root users too, but no
# service-linked role ("Service control policies (SCPs)"); nor do resource control policies ("Resource
# control policies (RCPs)").
control(_, true) := set()

control(who, false) := {"rcp", "scp"} if {
	has_organization(who)
} else := {"rcp"}

has_organization(who) if {
	principals.has_account(who)
	who.kind != "provider"
}

resource_side(who, question) := {"resource"} if {
	must_be_granted(who, question)
	not agreed
} else := set()

agreed if {
	not policies.applies("resource")
	assumptions.chosen["unstated-resource-policy"] == "agrees"
}

# A resource policy must itself allow callers of another account or of none, the use of a role and the
# use of a key.
must_be_granted(who, _) if not principals.has_account(who)

must_be_granted(who, _) if who.kind == "provider"

must_be_granted(who, question) if who.account != question.account

must_be_granted(_, question) if question.action in {"use-of-role", "use-of-key"}

# What the caller's own policies must allow: nothing for callers who have none.
caller_side(who, question) := own_types(who.kind) - spared(who.kind, grants(question)) if {
	who.account == question.account
} else := own_types(who.kind)
