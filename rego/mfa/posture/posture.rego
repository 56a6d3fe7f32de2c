# METADATA
# title: Posture
# description: >-
#   What each credential can do under the subject, by row and column: blocked, open or partial. A column is
#   open when every request is allowed that the same policies allow in some state of the MFA flag: the
#   policies' own grants are the measure, not a catalogue of everything.
package mfa.posture

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.flags
import data.mfa.requests
import data.mfa.subject

rows := [row.id | some row in data.mfa.posture.table.rows]

columns := [column.id | some column in data.mfa.posture.table.columns]

# What each situation puts over the context of a credential, for the condition keys that the policies name.
overlays := [situation.overlay | some situation in situations]

# A request is asked as the credential makes it, then once in each state of the flag, and for a sign-in with MFA at each
# other age that the policies tell apart.
turns_of(way) := array.concat(
	array.concat([null], flags.states),
	[{flags.present: "true", flags.age: age} | some age in ages_of(way)],
)

ages_of(way) := object.get(class_samples, "ages", []) if {
	data.mfa.credentials[way[0]].variants[way[1]].context[flags.present] == "true"
} else := []

contexts[name] := context if {
	some way in row_variants
	some place in situations_of(way[0])
	own := requests.context(way[0], way[1], overlays[place])
	some turn, flag in turns_of(way)
	name := name_of(way, place, turn)
	context := in_turn(own, flag)
}

in_turn(context, null) := context

in_turn(context, flag) := flags.with_flag(context, flag) if not is_null(flag)

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

blocks := [{"row": way[0], "variant": way[1], "column": column, "turns": turns, "samples": entries} |
	some way in row_variants
	turns := turns_of(way)
	some column in columns
	entries := [[asked, place] |
		some sample in accepted_samples(way[0], samples_of(way[0], column))
		some place in situations_for(way[0], sample)
		asked := sample_for(sample, situations[place].caller)
	]
]

planned_requests := [object.union(made, {"context": name_of(way, entry[1], turn)}) |
	some block in blocks
	way := [block.row, block.variant]
	some entry in block.samples
	made := requests.request(block.row, entry[0], "")
	some turn, _ in block.turns
]

# Where the policies ask for what follows from the resource, such as its region, each place has contexts of its own.
evaluation_requests := planned_requests if not is_located

evaluation_requests := [object.union(request, {"context": name}) |
	some request in planned_requests
	name := sprintf("%s at %s", [request.context, json.marshal(requests.location(request))])
] if {
	is_located
}

default is_located := false

is_located if count(classes.named_keys & requests.location_keys) > 0

located_contexts[name] := context if {
	is_located
	some index, request in planned_requests
	name := evaluation_requests[index].context
	context := requests.located(contexts[request.context], requests.location(request))
}

evaluation_contexts := object.union(contexts, located_contexts)

# The input of the evaluation: the other side of a request, where there is one, is taken to agree.
evaluation_input := {
	"policies": subject.set,
	"requests": evaluation_requests,
	"contexts": evaluation_contexts,
	"assumptions": assumptions.for_one_side,
}

own_answers := found if {
	batch := object.union(evaluation_input, {"explain": false}) # a local: inside `with` the embedded engine redoes rules
	found := data.iam.answers with input as batch
}

# What cannot be judged. It is not blocked: whoever reads the cells looks here first.
refused contains answer.error if some answer in answers

refused contains problem if some problem in policy_problems

policy_problems := found if {
	batch := object.union(evaluation_input, {"requests": []})
	found := data.iam.validation.problems with input as batch
}

# Where the answers of a block begin.
block_start(place) := sum([size |
	some block in array.slice(blocks, 0, place)
	size := count(block.turns) * count(block.samples)
])

# The decision on each sample of a block: as the credential makes it just after the sign-in, and where that is denied
# as it makes it later, if it is allowed then. `granted` when some state of the flag allows it.
verdicts(place) := [verdict |
	block := blocks[place]
	way := [block.row, block.variant]
	first := block_start(place)
	some index, entry in block.samples
	at := first + (index * count(block.turns))
	some turn in turns_that_count(at, block.turns)
	shown := with_location(beside[name_of(way, entry[1], 0)], planned_requests[at])
	verdict := {
		"request": object.remove(evaluation_requests[at], ["context"]),
		"write": object.get(entry[0], "write", false),
		"class": object.get(entry[0], "class", null),
		"context": in_later_turn(shown, block.turns[turn]),
		"asked": evaluation_requests[at + turn].context,
		"allowed": answers[at + turn].decision == "Allowed",
		"granted": granted(at, block.turns),
		"by": answers[at + turn].by,
		"reason": answers[at + turn].reason,
	}
]

turns_that_count(at, turns) := array.concat([0], [later |
	answers[at].decision != "Allowed"
	some later, _ in turns
	later > count(flags.states)
	answers[at + later].decision == "Allowed"
])

# What the context of a request holds beside what its credential brings.
beside[name] := keys if {
	some way in row_variants
	some place in situations_of(way[0])
	name := name_of(way, place, 0)
	keys := requests.beside(way[0], way[1], overlays[place])
}

in_later_turn(shown, null) := shown

in_later_turn(shown, flag) := object.union(shown, flag) if not is_null(flag)

with_location(overlay, request) := shown if {
	is_located
	located := requests.located(overlay, requests.location(request))
	shown := object.filter(
		located,
		object.keys(overlay) | {key | some key in requests.location_names; lower(key) in classes.named_keys},
	)
} else := overlay

granted(at, turns) if {
	some turn, _ in turns
	turn > 0
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
