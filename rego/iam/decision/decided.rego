package iam.decision

import data.iam.assumptions
import data.iam.matches
import data.iam.policies

# The decision on each request that can be judged, with the statements that made it.
decided[index] := {"decision": "Allowed", "ids": set(), "denied_by": [], "always": true} if {
	some index, _ in matches.sound
	always_allowed(index)
}

decided[index] := {"decision": "ExplicitlyDenied", "ids": ids, "denied_by": [], "always": false} if {
	some index, _ in matches.sound
	not always_allowed(index)
	ids := denying(index)
	count(ids) > 0
}

decided[index] := {"decision": decision(failed), "ids": deciders(failed, needs, index), "denied_by": failed, "always": false} if {
	some index, _ in matches.sound
	not always_allowed(index)
	count(denying(index)) == 0
	needs := needed(index)
	failed := [type | some type in order; type in needs; not permits(type, index)]
}

decision([]) := "Allowed"

decision(failed) := "ImplicitlyDenied" if count(failed) > 0

# The Allow statements that a request rests on.
deciders([], needs, index) := {id |
	some id in (matches.matching[index] & policies.allows)
	policies.statements[id].type in (needs | {"resource"})
}

deciders(failed, _, _) := set() if count(failed) > 0

# "No permissions are required to perform this operation", even under an explicit Deny
# (GetCallerIdentity). For GetSessionToken that is an assumption.
always_allowed(index) if lower(input.requests[index].action) == "sts:getcalleridentity"

always_allowed(index) if {
	lower(input.requests[index].action) == "sts:getsessiontoken"
	assumptions.chosen["get-session-token-deny"] == "ignored"
}
