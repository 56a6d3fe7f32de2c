# What makes enrollment impossible for the kind of device that is asked first, and the edits that make it possible:
# exemptions from each Deny that stops a call, and an Allow where none grants it.
package mfa.causes

import data.iam.policies
import data.mfa.assumptions
import data.mfa.posture
import data.mfa.rules.lib.statements
import data.mfa.subject

default of_enrolment := {}

of_enrolment := object.union(enrolment_place, enrolment_change) if count(posture.enrolment_obstacles) > 0

# The word that decided about the first call, or the one that kept an Allow from granting it.
default enrolment_place := {}

enrolment_place := {"at": at(stop.where, stopping_path(stop))} if {
	first_obstacle.answer.decision == "ExplicitlyDenied"
	stop := enrolment_stops[0]
} else := {"at": at(allow.where, allow.failed[0].path)} if {
	first_obstacle.answer.decision == "ImplicitlyDenied"
	allow := near_grants[0]
}

first_obstacle := posture.enrolment_obstacles[0]

# All that stands against the calls is changed, or nothing is.
default enrolment_change := {}

enrolment_change := {"remedy": "Leave the control policy as it is: its Deny is for the organization to decide."} if {
	some place in stopping_places
	regex.match(`^[sr]cp`, place[0])
} else := {
	"edits": [edit | some change in made; some edit in change.edits],
	"remedy": concat(" ", [change.text | some change in made]),
} if {
	made := array.concat(
		[change | some stop in enrolment_stops; change := exempting_enrolment(stop)],
		[change | some lack in lacking_grants; change := granting(lack)],
	)
	count(made) > 0
	count(made) == count(stopping_places) + count(lacking_grants)
}

# Each Deny that stops a call, once.
stopping_places := {[where.policy, where.statement] |
	some obstacle in posture.enrolment_obstacles
	some where in obstacle.answer.by
}

# The subject's own among them, each with the calls that it stops.
enrolment_stops := [object.union(statement, {"stops": stops}) |
	some statement in statements.own
	stops := [obstacle.request.action |
		some obstacle in posture.enrolment_obstacles
		some where in obstacle.answer.by
		[where.policy, where.statement] == [statement.where.policy, statement.where.statement]
	]
	count(stops) > 0
]

# The entry that covers the call, or the list that does not exempt it.
stopping_path(stop) := ["NotAction"] if {
	policies.has(stop, "NotAction")
} else := ["Action", places[0]] if {
	is_array(stop.value.Action)
	places := [place |
		some place, entry in stop.value.Action
		covers({"Action": entry}, stop.stops[0])
	]
} else := ["Action"]

# What the calls lack where no Deny of the user's own stops them: for each layer an Allow.
lacking_grants := [{"type": type, "action": granting_requests[place].action} |
	some place, answer in granting_answers
	some type in answer.denied_by
]

granting_requests := [obstacle.request | some obstacle in posture.enrolment_obstacles]

granting_answers := answers if {
	batch := {
		"policies": object.union(subject.set, {type: kept |
			some type in ["identity", "boundary"]
			documents := object.get(subject.set, type, null)
			is_array(documents)
			kept := [of_allows(document) | some document in documents]
		}),
		"requests": granting_requests,
		"contexts": {obstacle.request.context: obstacle.context | some obstacle in posture.enrolment_obstacles},
		"assumptions": assumptions.for_evaluation,
		"explain": true,
	}
	answers := data.iam.answers with input as batch
}

# Without its Denies; each gives way to one that never applies, so that the others keep their places.
of_allows(document) := object.union(document, {"Statement": [kept |
	some statement in policies.listed(document.Statement)
	kept := allow_or_nothing(statement)
]})

allow_or_nothing(statement) := statement if {
	statement.Effect == "Allow"
} else := {"Effect": "Deny", "Action": "mfagate:Removed", "Resource": "*"}

# The Allows of the first call that a condition or the resource kept from granting it.
near_grants := [allow |
	short := {
		"near": granting_answers[0].near,
		"witness": {"request": first_obstacle.request},
	}
	some allow in near_statements(short, "Allow")
	allow.failed[0].element in {"Condition", "Resource", "NotResource"}
]
