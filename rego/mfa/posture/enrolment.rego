package mfa.posture

import data.mfa.assumptions
import data.mfa.requests
import data.mfa.samples
import data.mfa.subject

default enrolment := "impossible"

# Whether a new user, with a password and no device, can enrol one.
enrolment := "possible" if {
	every place, _ in samples.enrolment.required {
		enrolment_answers[place].decision == "Allowed"
	}
}

enrolment_asked := [requests.request(credential, sample, context) |
	credential := "console-without-mfa"
	context := name_of([credential, assumptions.variant(credential)], 0, 0)
	some sample in array.concat(samples.enrolment.required, samples.enrolment.helpful)
]

enrolment_answers := found if {
	asking := {
		"policies": subject.set,
		"requests": enrolment_asked,
		"contexts": contexts,
		"assumptions": assumptions.for_evaluation,
	}
	found := data.iam.answers with input as asking
	every answer in found {
		answer.decision # what is refused is not blocked: then all is undefined
	}
}
