package iam.decision

import data.iam.assumptions
import data.iam.policies

# The decision on each question, with the statements that made it and the types that failed to allow.
decided[key] := {"decision": "Allowed", "ids": set(), "denied_by": []} if {
	some key, question in questions
	is_unconditional(question)
}

decided[key] := {"decision": "ExplicitlyDenied", "ids": ids, "denied_by": []} if {
	some key, question in questions
	not is_unconditional(question)
	ids := denying(question)
	count(ids) > 0
}

decided[key] := {"decision": "Allowed", "ids": allowed_by(question), "denied_by": []} if {
	some key, question in questions
	not is_unconditional(question)
	count(denying(question)) == 0
	count(failed(question)) == 0
}

decided[key] := {"decision": "ImplicitlyDenied", "ids": set(), "denied_by": types} if {
	some key, question in questions
	not is_unconditional(question)
	count(denying(question)) == 0
	types := failed(question)
	count(types) > 0
}

failed(question) := [type |
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
