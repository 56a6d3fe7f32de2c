package mfa.rules.posture

import data.mfa.hijack
import data.mfa.rules.lib

# METADATA
# title: A thief of one credential comes to more than the profile gives it
# description: >-
#   Whoever has a stolen access key, a password or an unattended console session may use calls that the policies let
#   through without MFA to get a credential, a device, a role or a policy that they do not give him. The finding tells
#   the shortest way to the worst that such a start comes to.
# custom:
#   id: hijack-path
#   severity: error
#   remedy: >-
#     Deny the calls of the steps without MFA, with BoolIfExists, whatever the guard for services says; exempt only
#     what enrolment needs.
#   sources:
#     - "pathfinding.cloud"
#     - "hackingthe.cloud"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains {
	"rule": "hijack-path",
	"message": hijacking.message,
	"at": lib.guard_at,
	"evidence": hijacking.evidence,
} if {
	some hijacking in hijackings
}

hijackings contains {"message": message, "evidence": evidence} if {
	some theft in hijack.worst_paths
	message := sprintf("%s leads to %s: %s", [theft.start.title, theft.prize.title, in_turn(theft.path.steps)])
	evidence := object.union(theft.path, {"also": theft.also})
}

# The actions in order; one that follows itself is told once.
in_turn(steps) := concat(", then ", [step.action |
	some index, step in steps
	not is_repeated(steps, index)
])

is_repeated(steps, index) if steps[index].action == steps[index - 1].action
