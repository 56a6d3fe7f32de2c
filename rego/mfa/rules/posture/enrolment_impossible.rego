package mfa.rules.posture

import data.mfa.posture
import data.mfa.profiles
import data.mfa.rules.lib
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
		"%s is denied to console sessions without MFA, so new users cannot enroll: %s",
		[request.action, answer.reason],
	)
	found := {
		"rule": "enrolment-impossible",
		"message": message,
		"at": lib.location({"by": answer.by}),
		"evidence": {"request": request, "reason": answer.reason},
	}
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
