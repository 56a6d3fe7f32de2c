package iam.decision

import data.iam.matches

# A request as the decision sees it: the statements that apply, who asks whom, and whether the action is
# one of the few that AWS treats apart.
question_of[index] := [matching, request.principal, request.resource_account, special] if {
	some index, matching in matches.matching
	request := matches.sound[index]
	special := special_action(action_kinds[request.action], request.resource)
}

questions[key] := {"matching": key[0], "principal": key[1], "account": key[2], "action": key[3]} if {
	some key in {asked | some asked in question_of}
}

action_kinds[raw] := action_kind(action) if some raw, action in matches.lowered

action_kind(action) := "caller-identity" if {
	action == "sts:getcalleridentity"
} else := "session-token" if {
	action == "sts:getsessiontoken"
} else := "role" if {
	startswith(action, "sts:assumerole")
} else := "key" if {
	startswith(action, "kms:")
} else := "plain"

# The actions that a role's trust policy and a key's policy must themselves allow ("IAM roles", trust
# policy; AWS KMS Developer Guide, "Key policies in AWS KMS").
special_action("role", resource) := "governed-by-resource" if {
	regex.match(`^arn:[^:]*:iam::[^:]*:role/`, resource)
} else := "plain"

special_action("key", resource) := "governed-by-resource" if {
	regex.match(`^arn:[^:]*:kms:[^:]*:[^:]*:key/`, resource)
} else := "plain"

special_action(kind, _) := kind if not kind in {"role", "key"}
