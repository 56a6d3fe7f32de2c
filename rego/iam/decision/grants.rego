# METADATA
# title: Decision
# description: >-
#   How the policy types combine: an explicit Deny anywhere wins; then each type that is needed must
#   allow (IAM User Guide, "Policy evaluation logic", "How AWS enforcement code logic evaluates
#   requests to allow or deny access" and "Cross-account policy evaluation logic"). A file for each
#   side: `grants` says what a resource policy's Allow carries, `needs` which types must allow,
#   `permits` whether one does. Equivalent requests are one question.
package iam.decision

import data.iam.match
import data.iam.policies

# The forms by which the resource policy's matching Allow statements mean the caller.
grants(question) := {form |
	some id in matching_allows(question, policies.of_type.resource)
	some form in match.forms[question.principal][id]
}

matching_allows(question, ids) := (question.matching & policies.allows) & ids

# The Deny statements that apply, of the policy types that bind this caller.
matching_denies(question) := (question.matching & policies.denies) & union({ids |
	some type in binding_types(match.callers[question.principal], question.linked)
	ids := policies.of_type[type]
})

# The policy types that apply to a caller. Policies are not attached to the root user, and services and
# anonymous callers have none; SCPs and RCPs do not apply to service-linked roles.
binding_types(who, linked) := ({"resource"} | own_types(who.kind)) | control_types(who, linked)

own_types(caller) := {"identity", "boundary", "session"} if {
	caller in {"user", "role", "role-session", "federated-user"}
} else := set()

# What a grant by resource policy makes unnecessary, in the caller's own account. A grant to everybody
# or to the very session goes to the caller directly; one to a role is still bounded by the boundary and
# the session policy; one to the account only delegates to its identity policies.
waived_types(caller, forms) := {"identity", "boundary", "session"} if {
	count(forms & object.get(direct_forms, caller, set())) > 0
} else := {"identity"} if {
	caller in {"role", "role-session"}
	count(forms & {"everyone", "role", "self"}) > 0
} else := {"identity"} if {
	"parent" in forms
} else := set()

direct_forms := {
	"user": {"everyone", "self"},
	"role": {"everyone"},
	"role-session": {"everyone", "session"},
	"federated-user": {"everyone", "self"},
}
