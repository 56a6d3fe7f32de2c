package iam.match

# The few actions that AWS treats apart; every other one is plain. What goes with assuming a role, such as its
# session's tags, a trust policy must allow as it must allow the role's use ("Pass session tags in AWS STS").
action_kinds[action] := action_kind(action) if some action in lower_case_actions

action_kind(action) := "caller-identity" if {
	action == "sts:getcalleridentity"
} else := "session-token" if {
	action == "sts:getsessiontoken"
} else := "role" if {
	startswith(action, "sts:assumerole")
} else := "role" if {
	action in {"sts:tagsession", "sts:setsourceidentity", "sts:setcontext"}
} else := "key" if {
	startswith(action, "kms:")
} else := "plain"

# The actions that a role's trust policy and a key's policy must themselves allow ("IAM roles", trust
# policy; AWS KMS Developer Guide, "Key policies in AWS KMS").
special("role", resource) := "use-of-role" if {
	is_role(resource)
} else := "plain"

special("key", resource) := "use-of-key" if {
	regex.match(`^arn:[^:]*:kms:[^:]*:[^:]*:key/`, resource)
} else := "plain"

special(kind, _) := kind if not kind in {"role", "key"}

# It is always a role that is assumed; a request that does not say which is about some role.
is_role("*") := true

is_role(resource) if regex.match(`^arn:[^:]*:iam::[^:]*:role/`, resource)
