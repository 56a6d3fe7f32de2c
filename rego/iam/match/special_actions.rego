package iam.match

import data.iam.actions as families

# The family by which AWS decides each action. What goes with assuming a role, such as its session's tags, a trust
# policy must allow as it must allow the role's use ("Pass session tags in AWS STS").
action_families[action] := families.decision_family(action) if some action in lower_case_actions

# How AWS decides an action of a family on a resource: a role's trust policy and a key's policy must themselves allow
# its use (IAM User Guide, "IAM roles"; AWS KMS Developer Guide, "Key policies in AWS KMS").
special("assume-role", resource) := "use-of-role" if {
	is_role(resource)
} else := "plain"

special("kms-key", resource) := "use-of-key" if {
	regex.match(`^arn:[^:]*:kms:[^:]*:[^:]*:key/`, resource)
} else := "plain"

special(family, _) := family if not family in {"assume-role", "kms-key"}

# AssumeRole is always about a role: a request with the resource "*" is about some role.
is_role("*") := true

is_role(resource) if regex.match(`^arn:[^:]*:iam::[^:]*:role/`, resource)
