package iam.decision

import data.iam.assumptions
import data.iam.policies

# The decision on each question, with the statements that made it and the types that failed to allow.
decided[key] := outcome if {
	some key, question in questions
	outcome := judged(question)
}

judged(question) := {"decision": "Allowed", "ids": set(), "denied_by": []} if {
	is_unconditional(question)
} else := {"decision": "ExplicitlyDenied", "ids": ids, "denied_by": []} if {
	ids := denying(question)
	count(ids) > 0
} else := unless_lacking(failed(question), question)

unless_lacking([], question) := {"decision": "Allowed", "ids": allowed_by(question), "denied_by": []}

unless_lacking(types, _) := {"decision": "ImplicitlyDenied", "ids": set(), "denied_by": types} if count(types) > 0

# "No permissions are required for users to perform this operation" (GetSessionToken): no Allow is needed.
failed(question) := [type |
	question.action != "session-token"
	needs := needed(question)
	some type in order
	type in needs
	not permits(type, question)
]

# The Allow statements that a request rests on.
allowed_by(question) := {id |
	needs := needed(question) | {"resource"}
	some id in (question.matching & policies.allows)
	policies.statements[id].type in needs
}

# "No permissions are required to perform this operation", even under an explicit Deny
# (GetCallerIdentity). For GetSessionToken that is an assumption.
is_unconditional(question) if question.action == "caller-identity"

is_unconditional(question) if {
	question.action == "session-token"
	assumptions.chosen["get-session-token-deny"] == "ignored"
}
