# METADATA
# title: Posture
# description: >-
#   What each credential can do under the subject, by row and column: blocked, open or partial. A column is
#   open when every request is allowed that the same policies allow in some state of the MFA flag: the
#   policies' own grants are the measure, not a catalogue of everything.
package mfa.posture

import data.mfa.flags
import data.mfa.requests
import data.mfa.samples
import data.mfa.subject

rows := [
	"console-without-mfa", "console-with-mfa", "api-key", "session-without-mfa", "session-with-mfa",
	"role-session", "federated", "forwarded-from-api-key", "ecr-from-api-key",
]

columns := ["services", "identity"]

# The requests of a cell. The registry row judges the registry's data actions only, and the policy of a
# resource what its resource is asked for.
wanted("ecr-from-api-key", "services") := samples.registry if subject.kind != "trust"

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

# A request is asked as the credential makes it, and then once in each state of the flag.
turns := 1 + count(flags.states)

contexts[name_of(row, 0)] := own_context(row) if some row in rows

contexts[name_of(row, turn + 1)] := flags.turned(own_context(row), flag) if {
	some row in rows
	some turn, flag in flags.states
}

own_context(row) := requests.context(row, data.mfa.credentials[row]["default"], {})

name_of(row, turn) := sprintf("%s %d", [row, turn])

blocks := [{"row": row, "column": column, "samples": wanted(row, column)} |
	some row in rows
	some column in columns
]

asked := [request |
	some block in blocks
	some sample in block.samples
	made := requests.request(block.row, sample, "")
	some turn in numbers.range(0, turns - 1)
	request := object.union(made, {"context": name_of(block.row, turn)})
]

answers := found if {
	found := data.iam.answers with input as {
		"policies": subject.set,
		"requests": asked,
		"contexts": contexts,
		"assumptions": object.union(
			{"unstated-resource-policy": "agrees"},
			object.get(input, "assumptions", {}),
		),
	}
}

# Where the answers of a block begin.
start(place) := turns * sum([count(blocks[before].samples) | some before in numbers.range(0, place - 1)]) if place > 0

start(0) := 0

# What each sample of a block came to; `granted` when some state of the flag allows it.
verdicts(place) := [verdict |
	first := start(place)
	some index, sample in blocks[place].samples
	at := first + (index * turns)
	verdict := {
		"request": object.remove(asked[at], ["context"]),
		"write": object.get(sample, "write", false),
		"allowed": answers[at].decision == "Allowed",
		"granted": granted(at),
		"by": answers[at].by,
		"reason": answers[at].reason,
	}
]

granted(at) if {
	some turn in numbers.range(1, turns - 1)
	answers[at + turn].decision == "Allowed"
} else := false

# A cell, with what went through and what was held back although granted.
cells[block.row][block.column] := {
	"state": state(count(let_through), count(held_back)),
	"requests": count(judged),
	"allowed": let_through,
	"denied": held_back,
} if {
	some place, block in blocks
	judged := verdicts(place)
	let_through := [verdict | some verdict in judged; verdict.allowed]
	held_back := [verdict | some verdict in judged; verdict.granted; not verdict.allowed]
}

state(0, _) := "blocked"

state(through, 0) := "open" if through > 0

state(through, held) := "partial" if {
	through > 0
	held > 0
}
