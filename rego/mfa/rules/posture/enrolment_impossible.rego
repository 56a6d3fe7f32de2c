package mfa.rules.posture

import data.iam.policies
import data.mfa.causes
import data.mfa.posture
import data.mfa.profiles
import data.mfa.requests
import data.mfa.rules.lib
import data.mfa.rules.lib.statements
import data.mfa.subject

# METADATA
# title: New users cannot enroll an MFA device
# description: >-
#   Users without a device cannot meet the condition, so the actions of enrollment must be allowed without MFA.
# custom:
#   id: enrolment-impossible
#   severity: error
#   remedy: >-
#     Add an Allow without MFA for iam:CreateVirtualMFADevice on mfa/* and iam:EnableMFADevice on the user's own ARN,
#     and exempt both from a Deny that requires MFA; `mfagate recommend` prints such a policy. Passkeys, security keys
#     and hardware tokens need iam:EnableMFADevice alone.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	not subject.kind in {"resource", "trust"} # they are no user's
	subject.principal == "user"
	subject.has_password
	not grants_nothing
	profiles.profile.enrolment == "possible"
	posture.enrolment == "impossible"
	answer := posture.enrolment_obstacle.answer
	request := posture.enrolment_obstacle.request
	message := sprintf(
		"%s is denied to console sessions without MFA, so new users cannot enroll: %s%s",
		[request.action, answer.reason, network_hint(answer.by)],
	)
	cause := causes.of_enrolment
	evidence := {"request": request, "reason": answer.reason}
	found := object.union(object.filter(cause, ["remedy"]), {
		"rule": "enrolment-impossible",
		"message": message,
		"at": object.get(cause, "at", lib.location({"by": answer.by})),
		"evidence": object.union(evidence, object.filter(cause, ["edits"])),
	})
}

# A Deny by network may stop nobody: where new users come from is not known.
network_hint(by) := sprintf(
	"; if all their requests come from one network, state %s under context in the config",
	[min(network_keys_of(by))],
) if {
	count(network_keys_of(by)) > 0
} else := ""

network_keys_of(by) := {clause[4] |
	some statement in statements.among(by)
	some clause in policies.clauses(statement)
	clause[1] in requests.network_keys
	not requests.is_stated(clause[1])
}

# A control policy, a boundary or a policy of Denies alone grants nothing: the grants are in other policies.
grants_nothing if {
	subject.assume == "nothing"
	subject.kind in {"scp", "boundary"}
}

grants_nothing if {
	subject.assume == "nothing"
	every statement in lib.own_statements {
		statement.effect == "Deny"
	}
}
