package mfa.posture

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.requests
import data.mfa.samples
import data.mfa.subject

default enrolment := "impossible"

# Whether a new user, with a password and no device, can enroll one.
enrolment := "possible" if {
	every place, _ in samples.enrolment.required {
		enrolment_answers[place].decision == "Allowed"
	}
}

enrolment_requests := [requests.request(credential, sample, context) |
	credential := "console-without-mfa"
	context := "enrolment"
	some sample in array.concat(samples.enrolment.required, samples.enrolment.helpful)
]

# The context in which a new user may do most: a Deny on another key than MFA does not matter for enrollment.
enrolment_context := object.union(
	requests.context("console-without-mfa", assumptions.variant("console-without-mfa"), {}),
	classes.usual_overlay,
)

enrolment_answers := found if {
	asking := {
		"policies": subject.set,
		"requests": enrolment_requests,
		"contexts": {"enrolment": enrolment_context},
		"assumptions": assumptions.for_evaluation,
	}
	found := data.iam.answers with input as asking
	every answer in found {
		answer.decision # what is refused is not blocked: then all is undefined
	}
}
