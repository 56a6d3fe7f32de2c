package mfa.posture

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.requests
import data.mfa.samples
import data.mfa.subject

default enrolment := "impossible"

# Whether a new user without a device can enroll one of any kind: in the console, or by an access key where there is no
# password.
enrolment := "possible" if {
	some device, kind in samples.enrolment.devices
	is_for_console_or_codes(kind)
	every place, sample in enrolment_samples {
		is_enrolling(place, sample, device)
	}
}

is_for_console_or_codes(_) if subject.has_password

is_for_console_or_codes(kind) if kind.good_for == "codes"

default enrolment_credential := "console-without-mfa"

enrolment_credential := "api-key" if not subject.has_password

is_enrolling(_, sample, device) if sample.device != device

is_enrolling(place, _, _) if enrolment_answers[place].decision == "Allowed"

# What each kind of device takes, by its place, and then what only helps.
enrolment_samples := array.concat(
	[object.union(sample, {"device": device}) |
		some device, kind in samples.enrolment.devices
		some sample in kind.calls
	],
	[object.union(sample, {"device": -1}) | some sample in samples.enrolment.helpful],
)

enrolment_requests := [requests.request(enrolment_credential, sample, enrolment_context_name(place)) |
	some place, sample in enrolment_samples
]

enrolment_context_name(place) := sprintf("enrollment %d", [place])

# The context in which a new user may do most: a Deny on another key than MFA does not matter for enrollment.
enrolment_contexts[name] := context if {
	some place, request in enrolment_requests
	name := enrolment_context_name(place)
	context := requests.located(
		requests.over(
			requests.context(
				enrolment_credential, assumptions.variant(enrolment_credential),
				object.remove(classes.usual_overlay, device_keys),
			),
			object.get(enrolment_samples[place], "context", {}),
		),
		requests.location(request),
	)
}

# The keys that tell kinds of devices apart are as the kind has them.
device_keys := {key |
	some key, _ in classes.usual_overlay
	some sample in enrolment_samples
	some name, _ in object.get(sample, "context", {})
	lower(key) == lower(name)
}

enrolment_answers := found if {
	batch := {
		"policies": subject.set,
		"requests": enrolment_requests,
		"contexts": enrolment_contexts,
		"assumptions": assumptions.for_evaluation,
	}
	found := data.iam.answers with input as batch
	every answer in found {
		answer.decision # what is refused is not blocked: then all is undefined
	}
}

# What stands against the kind of device that is asked first: its call and the answer.
default enrolment_obstacle := null

enrolment_obstacle := object.filter(enrolment_obstacles[0], ["request", "answer"])

# All that stands against it, in the order of its calls, with what the conditions see.
default enrolment_obstacles := []

enrolment_obstacles := [found |
	some place, answer in enrolment_answers
	enrolment_samples[place].device == 0
	answer.decision != "Allowed"
	request := enrolment_requests[place]
	found := {"request": request, "answer": answer, "context": enrolment_contexts[request.context]}
] if {
	enrolment == "impossible"
}
