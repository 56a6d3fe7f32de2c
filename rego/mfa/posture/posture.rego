# METADATA
# title: Posture
# description: >-
#   What each credential can do under the subject, by row and column: blocked, open or partial. A column is
#   open when every request is allowed that the same policies allow in some state of the MFA flag: the
#   policies' own grants are the measure, not a catalogue of everything.
package mfa.posture

import data.mfa.assumptions
import data.mfa.flags
import data.mfa.requests
import data.mfa.subject

rows := [row.id | some row in data.mfa.posture.table.rows]

columns := [column.id | some column in data.mfa.posture.table.columns]

# What each situation puts over the context of a credential, for the condition keys that the policies name.
overlays := [object.union(situation.overlay, situation.user) | some situation in situations]

# A request is asked as the credential makes it, and then once in each state of the flag.
flag_turns := 1 + count(flags.states)

contexts[name_of(way, place, 0)] := requests.context(way[0], way[1], overlay) if {
	some way in row_variants
	some place in situations_of(way[0])
	overlay := overlays[place]
}

contexts[name_of(way, place, turn + 1)] := flags.with_flag(requests.context(way[0], way[1], overlay), flag) if {
	some way in row_variants
	some place in situations_of(way[0])
	overlay := overlays[place]
	some turn, flag in flags.states
}

name_of(way, place, turn) := sprintf("%s:%s %d %d", [way[0], way[1], place, turn])

# The ways into each row, [credential, variant]: the one that is assumed first, then the other readings.
row_variants := [way |
	some row in rows
	some variant in variants_of(row)
	way := [row, variant]
]

variants_of(row) := array.concat(
	[assumptions.variant(row)],
	[variant |
		some variant, _ in data.mfa.credentials[row].variants
		variant != assumptions.variant(row)
	],
)

# What the services take from a credential at all, before any policy is asked.
accepted_samples(row, samples) := samples if {
	data.mfa.credentials[row].reaches == ["any"]
} else := [sample |
	some sample in samples
	requests.reaches(row, sample.action)
]

blocks := [{"row": way[0], "variant": way[1], "column": column, "samples": entries} |
	some way in row_variants
	some column in columns
	entries := [[asking, place] |
		some sample in accepted_samples(way[0], samples_of(way[0], column))
		some place in situations_of(way[0])
		some asking in samples_for(sample, situations[place].user)
	]
]

evaluation_requests := [request |
	some block in blocks
	some entry in block.samples
	made := requests.request(block.row, entry[0], "")
	some turn in numbers.range(0, flag_turns - 1)
	request := object.union(made, {"context": name_of([block.row, block.variant], entry[1], turn)})
]

# The input of the evaluation: the other side of a request, where there is one, is taken to agree.
evaluation_input := {
	"policies": subject.set,
	"requests": evaluation_requests,
	"contexts": contexts,
	"assumptions": object.union({"unstated-resource-policy": "agrees"}, assumptions.for_evaluation),
}

answers := found if {
	asking := object.union(evaluation_input, {"explain": false}) # a local: inside `with` the embedded engine redoes rules
	found := data.iam.answers with input as asking
}

# What cannot be judged. It is not blocked: whoever reads the cells looks here first.
refused contains answer.error if some answer in answers

refused contains problem if some problem in policy_problems

policy_problems := found if {
	asking := object.union(evaluation_input, {"requests": []})
	found := data.iam.validation.problems with input as asking
}

# Where the answers of a block begin.
block_start(place) := flag_turns * sum([size |
	some block in array.slice(blocks, 0, place)
	size := count(block.samples)
])

# The decision on each sample of a block; `granted` when some state of the flag allows it.
verdicts(place) := [verdict |
	first := block_start(place)
	some index, entry in blocks[place].samples
	at := first + (index * flag_turns)
	verdict := {
		"request": object.remove(evaluation_requests[at], ["context"]),
		"write": object.get(entry[0], "write", false),
		"class": object.get(entry[0], "class", null),
		"context": overlays[entry[1]],
		"allowed": answers[at].decision == "Allowed",
		"granted": granted(at),
		"by": answers[at].by,
		"reason": answers[at].reason,
	}
]

granted(at) if {
	some turn in numbers.range(1, flag_turns - 1)
	answers[at + turn].decision == "Allowed"
} else := false

# A cell, with what was allowed and what was granted but denied.
cells[row][column] := cell if {
	some place, block in blocks
	block.variant == assumptions.variant(block.row)
	row := block.row
	column := block.column
	cell := block_cells[place]
}

block_cells := [cell |
	some place, _ in blocks
	found := verdicts(place)
	let_through := [verdict | some verdict in found; verdict.allowed]
	held_back := [verdict | some verdict in found; verdict.granted; not verdict.allowed]
	cell := {
		"state": state(count(let_through), count(held_back)),
		"requests": count(found),
		"allowed": let_through,
		"denied": held_back,
	}
]

state(0, _) := "blocked"

state(through, 0) := "open" if through > 0

state(through, held) := "partial" if {
	through > 0
	held > 0
}
