package mfa.rules.posture

import data.mfa.posture
import data.mfa.profiles
import data.mfa.rules.lib
import data.mfa.samples
import data.mfa.subject

# METADATA
# title: A new user cannot enrol an MFA device
# description: >-
#   Without a device nobody can meet the condition, so what enrolment needs must be allowed without MFA.
# custom:
#   id: enrolment-impossible
#   severity: error
#   remedy: >-
#     Allow iam:CreateVirtualMFADevice on mfa/* and iam:EnableMFADevice on the own user without MFA, and exempt
#     them from a Deny that asks for it; `mfagate recommend` prints a policy that does.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	not subject.kind in {"resource", "trust"} # they are no user's
	subject.principal == "user"
	not grants_nothing
	profiles.profile.enrolment == "possible"
	posture.enrolment == "impossible"
	index := min([place |
		some place, _ in samples.enrolment.required
		posture.enrolment_answers[place].decision != "Allowed"
	])
	answer := posture.enrolment_answers[index]
	request := posture.enrolment_requests[index]
	message := sprintf(
		"%s is denied to a console session without MFA, so a new user cannot enrol: %s",
		[request.action, answer.reason],
	)
	found := {
		"rule": "enrolment-impossible",
		"message": message,
		"at": lib.location({"by": answer.by}),
		"evidence": {"request": request, "reason": answer.reason},
	}
}

# A control policy or a boundary grants nothing by itself, nor does what only denies: what is missing stands elsewhere.
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
