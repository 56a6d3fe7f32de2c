package mfa.rules.posture

import data.mfa.causes
import data.mfa.hijack
import data.mfa.rules.lib

# METADATA
# title: An attacker with one credential gets more access than the profile allows
# description: >-
#   With a stolen access key, a password or an unattended console session, an attacker can use calls that work without
#   MFA to get a credential, a device, a role or a policy that the first credential does not give. The finding shows
#   the shortest path to the worst result.
# custom:
#   id: hijack-path
#   severity: error
#   remedy: >-
#     Add a separate Deny for the calls of the path with BoolIfExists aws:MultiFactorAuthPresent "false"; exempt only
#     what enrollment needs.
#   sources:
#     - "pathfinding.cloud"
#     - "hackingthe.cloud"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains object.union(object.filter(cause, ["remedy"]), {
	"rule": "hijack-path",
	"message": concat("", [hijacking.message, why_text(cause)]),
	"at": object.get(cause, "at", lib.guard_at),
	"evidence": object.union(hijacking.evidence, object.filter(cause, ["edits"])),
}) if {
	some hijacking in hijackings
	cause := object.get(causes.of_paths, hijacking.evidence.from, {})
}

hijackings contains {"message": message, "evidence": evidence} if {
	some theft in hijack.worst_paths
	message := sprintf("%s leads to %s: %s", [theft.start.title, theft.prize.title, in_turn(theft.path.steps)])
	evidence := object.union(theft.path, {"also": theft.also})
}

why_text(cause) := concat("", ["; ", cause.why]) if {
	cause.why
} else := ""

# The actions in order, without repetitions in a row.
in_turn(steps) := concat(", then ", [step.action |
	some index, step in steps
	not is_repeated(steps, index)
])

is_repeated(steps, index) if steps[index].action == steps[index - 1].action
