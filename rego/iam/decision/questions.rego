package iam.decision

import data.iam.match

# Equivalent requests are one question: the statements that apply, who asks, in whose
# account, whether for a service-linked role, and whether the action is one of the few that AWS treats apart.
questions[key] := {
	"matching": key[0],
	"principal": key[1],
	"account": key[2],
	"linked": key[3],
	"action": key[4],
} if {
	some key in {asked | some asked in match.decision_keys}
}
