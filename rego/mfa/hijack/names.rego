package mfa.hijack

import data.mfa.proof
import data.mfa.requests

# Names that the policies tell apart from all others, beside the one that is assumed: what a move takes may be granted
# on one role or one group alone. The proof has a resource for each set of statements; one name stands for each set.
known_names[name] := found if {
	some name, assumption in data.mfa.hijack.graph.assumptions
	beginning := trim_suffix(requests.filled(assumption.template), "*")
	found := sort({trim_prefix(min(alike), beginning) |
		some alike in told_apart(assumption.template)
	})
}

told_apart(template) := [alike |
	resources := apart_from_most(template)
	some ids in {found | some resource in resources; found := proof.resource_ids[resource]}
	alike := {resource | some resource in resources; proof.resource_ids[resource] == ids}
]

# The resources that are not the user himself, and about which some statement says what it does not say of most.
apart_from_most(template) := {resource |
	some resource in object.get(proof.candidates, template, set())
	resource != proof.usual_resource(template)
	resource != requests.filled("arn:aws:iam::{account}:user/{user}")
}

# The alternatives of each move: as the graph has them, and once more for each name that the policies tell apart.
# What is said of the account then has to be so: a thief has one group at a time.
variants := [[variant |
	some alternative in object.get(move, "calls", [])
	some variant in variants_of(alternative)
] |
	some move in data.mfa.hijack.graph.moves
]

variants_of(alternative) := array.concat(
	[{"calls": alternative, "needs": {usual(name) | some name in marked(alternative)}}],
	[{"calls": [about(call, name, value) | some call in alternative], "needs": {is_named(name, value)}} |
		some name in marked(alternative)
		some value in known_names[name]
	],
)

marked(alternative) := {name |
	some name, _ in known_names
	some call in alternative
	contains(call.resource, sprintf("{%s}", [name]))
}

about(call, name, value) := object.union(call, {"resource": replace(call.resource, sprintf("{%s}", [name]), value)})

usual(name) := sprintf("usual %s", [name])

is_named(name, value) := sprintf("%s %s", [name, value])

# What a world says of the names: each has the one that is assumed, or another.
names_in(world) := {token | some name, _ in known_names; token := name_in(name, world)}

name_in(name, world) := token if {
	value := world.changed[name]
	value in known_names[name]
	token := is_named(name, value)
} else := usual(name)

# The worlds in which the account is about a name that the policies tell apart.
named_worlds := [{"changed": {name: value}, "facts": object.union(chosen, {name: value})} |
	some name, values in known_names
	some value in values
	value != chosen[name]
]
