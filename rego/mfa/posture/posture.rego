# METADATA
# title: Posture
# description: >-
#   What each credential can do under the subject, by row and column: blocked, open or partial. A column is
#   open when every request is allowed that the same policies allow in some state of the MFA flag: the
#   policies' own grants are the measure, not a catalogue of everything.
package mfa.posture

import data.mfa.requests
import data.mfa.samples
import data.mfa.subject

rows := [
	"console-without-mfa", "console-with-mfa", "api-key", "session-without-mfa", "session-with-mfa",
	"role-session", "federated", "forwarded-from-api-key", "ecr-from-api-key",
]

columns := ["services", "identity"]

# The requests of a cell. The registry row judges the registry's data actions only.
wanted("ecr-from-api-key", "services") := samples.registry if not subject.kind in {"trust"}

wanted("ecr-from-api-key", "identity") := []

wanted(_, "services") := samples.trust if subject.kind == "trust"

wanted(row, "services") := samples.registry if {
	subject.kind == "resource"
	row != "ecr-from-api-key"
}

wanted(row, column) := samples[column] if {
	not subject.kind in {"resource", "trust"}
	row != "ecr-from-api-key"
}

wanted(row, "identity") := [] if {
	subject.kind in {"resource", "trust"}
	row != "ecr-from-api-key"
}

# The states that the MFA flag can have; the keys are taken from the context and set anew.
states := [
	{},
	{"aws:MultiFactorAuthPresent": "false"},
	{"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0"},
]

# Every request of every cell, once as the credential makes it and once in each state of the flag.
asked := [entry |
	some row in rows
	variant := data.mfa.credentials[row]["default"]
	some column in columns
	some sample in wanted(row, column)
	made := requests.request(row, variant, sample, {})
	some turn, request in array.concat([made], [flagged(made, flags) | some flags in states])
	entry := {"row": row, "column": column, "sample": sample, "turn": turn, "request": request}
]

flagged(request, flags) := object.union(
	object.remove(request, ["context"]),
	{"context": object.union(
		object.remove(request.context, ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"]),
		flags,
	)},
)

answers := found if {
	found := data.iam.answers with input as {
		"policies": subject.set,
		"requests": [entry.request | some entry in asked],
		"assumptions": object.union(
			{"unstated-resource-policy": "agrees"},
			object.get(input, "assumptions", {}),
		),
		"explain": false,
	}
}

allowed(index) if answers[index].decision == "Allowed"

# What each sample of a cell came to: `granted` when some state of the flag allows it.
judged[row][column] := [verdict |
	some index, entry in asked
	entry.row == row
	entry.column == column
	entry.turn == 0
	verdict := {
		"request": entry.request,
		"write": object.get(entry.sample, "write", false),
		"allowed": answers[index].decision == "Allowed",
		"granted": granted(index),
		"by": answers[index].by,
		"reason": answers[index].reason,
	}
] if {
	some row in rows
	some column in columns
}

# The states of a request stand right after it.
granted(index) if {
	some offset in [1, 2, 3]
	allowed(index + offset)
} else := false

# A cell, with a witness for each side.
cells[row][column] := {
	"state": state(count(let_through), count(held_back)),
	"requests": count(verdicts),
	"granted": count([verdict | some verdict in verdicts; verdict.granted]),
	"allowed": let_through,
	"denied": held_back,
} if {
	some row, by_column in judged
	some column, verdicts in by_column
	let_through := [verdict | some verdict in verdicts; verdict.allowed]
	held_back := [verdict | some verdict in verdicts; verdict.granted; not verdict.allowed]
}

state(0, _) := "blocked"

state(through, 0) := "open" if through > 0

state(through, held) := "partial" if {
	through > 0
	held > 0
}

# Whether a new user, with a password and no device, can enrol one.
enrolment_asked := [requests.request("console-without-mfa", "false", sample, {}) | some sample in samples.enrolment.required]

enrolment_helpful := [requests.request("console-without-mfa", "false", sample, {}) | some sample in samples.enrolment.helpful]

enrolment_answers := found if {
	found := data.iam.answers with input as {
		"policies": subject.set,
		"requests": array.concat(enrolment_asked, enrolment_helpful),
		"assumptions": object.get(input, "assumptions", {}),
		"explain": false,
	}
}

enrolment := "possible" if {
	every index, _ in enrolment_asked {
		enrolment_answers[index].decision == "Allowed"
	}
} else := "impossible"
