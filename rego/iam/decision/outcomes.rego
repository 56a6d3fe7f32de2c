package iam.decision

import data.iam.assumptions
import data.iam.policies

# The decision on each question, with the statements that made it and the types that failed to allow.
outcomes[key] := outcome if {
	some key, question in questions
	outcome := outcome_of(question)
}

outcome_of(question) := {"decision": "Allowed", "ids": set(), "denied_by": []} if {
	is_unconditional(question)
} else := {"decision": "ExplicitlyDenied", "ids": ids, "denied_by": []} if {
	ids := matching_denies(question)
	count(ids) > 0
} else := allowed_unless(types_not_allowing(question), question)

allowed_unless([], question) := {"decision": "Allowed", "ids": allowed_by(question), "denied_by": []}

allowed_unless(types, _) := {"decision": "ImplicitlyDenied", "ids": set(), "denied_by": types} if count(types) > 0

# "No permissions are required for users to perform this operation" (GetSessionToken): no Allow is needed.
types_not_allowing(question) := [type |
	question.action != "session-token"
	needs := required_types(question)
	some type in evaluation_order
	type in needs
	not permits(type, question)
]

# The Allow statements that a request rests on.
allowed_by(question) := {id |
	needs := required_types(question) | {"resource"}
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
