# METADATA
# title: Decision
# description: >-
#   How the policy types combine: an explicit Deny anywhere wins; then each type that is needed must
#   allow (IAM User Guide, "Policy evaluation logic", "How AWS enforcement code logic evaluates
#   requests to allow or deny access" and "Cross-account policy evaluation logic"). A file for each
#   side: `grants` says what a resource policy's Allow carries, `needs` which types must allow,
#   `layers` whether one does.
package iam.decision

import data.iam.matches
import data.iam.policies

# The forms by which the resource policy's matching Allow statements mean the caller.
grants(index) := {form |
	some id in allowing(index, policies.of_type.resource)
	some form in matches.forms[input.requests[index].principal][id]
}

allowing(index, ids) := (matches.matching[index] & policies.allows) & ids

denying(index) := matches.matching[index] & policies.denies

# What a grant by resource policy makes unnecessary, in the caller's own account. A grant to everybody
# or to the very session goes to the caller directly; one to a role is still bounded by the boundary and
# the session policy; one to the account only delegates to its identity policies.
spared(kind, forms) := {"identity", "boundary", "session"} if {
	kind in {"user", "role-session", "federated-user"}
	count(forms & direct[kind]) > 0
} else := {"identity"} if {
	kind in {"role", "role-session"}
	count(forms & {"everyone", "role", "self"}) > 0
} else := set()

direct := {
	"user": {"everyone", "self"},
	"role-session": {"everyone", "session"},
	"federated-user": {"everyone", "self"},
}
