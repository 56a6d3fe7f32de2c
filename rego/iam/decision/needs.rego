package iam.decision

import data.iam.assumptions
import data.iam.matches
import data.iam.policies
import data.iam.principals

# The policy types that must allow, in the order in which AWS evaluates them.
order := ["rcp", "scp", "resource", "identity", "boundary", "session"]

needed(question) := controls | (resource_side(who, question) | caller_side(who, question)) if {
	who := matches.callers[question.principal]
	controls := control(who, question.linked)
}

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

# What the caller's own policies must allow: nothing for callers without an account.
caller_side(who, question) := {"identity", "boundary", "session"} - spared(who.kind, grants(question)) if {
	own_policies(who)
	who.account == question.account
} else := {"identity", "boundary", "session"} if {
	own_policies(who)
} else := set()

own_policies(who) if who.kind in {"user", "role", "role-session", "federated-user", "root"}
