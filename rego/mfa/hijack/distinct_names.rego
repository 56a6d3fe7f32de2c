package mfa.hijack

import data.mfa.classes
import data.mfa.requests

# Names that the policies tell apart from all others, beside the one that is assumed: what a move takes may be granted
# on one role or one group alone. The proof has a resource for each set of statements; one name stands for each set.
distinct_names[name] := found if {
	some name, assumption in data.mfa.hijack.graph.assumptions
	beginning := trim_suffix(requests.filled(assumption.template), "*")
	found := sort({trim_prefix(min(alike), beginning) |
		some alike in distinct_resource_sets(assumption.template)
	})
}

distinct_resource_sets(template) := [alike |
	resources := distinct_resources(template)
	some ids in {found | some resource in resources; found := classes.resource_ids[resource]}
	alike := {resource | some resource in resources; classes.resource_ids[resource] == ids}
]

# The resources, other than the user, that some statement distinguishes from most.
distinct_resources(template) := {resource |
	some resource in object.get(classes.candidates, template, set())
	resource != classes.usual_resource(template)
	resource != requests.filled("arn:aws:iam::{account}:user/{user}")
}

# The alternatives of each move: as the graph has them, and once more for each name that the policies tell apart.
# What is said of the account then has to be so: an attacker has one group at a time.
variants := [[variant |
	some alternative in object.get(move, "calls", [])
	some variant in variants_of(alternative)
] |
	some move in data.mfa.hijack.graph.moves
]

variants_of(alternative) := array.concat(
	[{"calls": alternative, "needs": {usual_name(name) | some name in names_used(alternative)}}],
	[{"calls": [with_name(call, name, value) | some call in alternative], "needs": {is_named(name, value)}} |
		some name in names_used(alternative)
		some value in distinct_names[name]
	],
)

names_used(alternative) := {name |
	some name, _ in distinct_names
	some call in alternative
	contains(call.resource, sprintf("{%s}", [name]))
}

with_name(call, name, value) := object.union(call, {"resource": replace(call.resource, sprintf("{%s}", [name]), value)})

usual_name(name) := sprintf("usual %s", [name])

is_named(name, value) := sprintf("%s %s", [name, value])

# What a world says of the names: each has the one that is assumed, or another.
names_in(world) := {token | some name, _ in distinct_names; token := name_in(name, world)}

name_in(name, world) := token if {
	value := world.changed[name]
	value in distinct_names[name]
	token := is_named(name, value)
} else := usual_name(name)

# The worlds in which the account is about a name that the policies tell apart.
named_worlds := [{"changed": {name: value}, "facts": object.union(facts, {name: value})} |
	some name, values in distinct_names
	some value in values
	value != facts[name]
]
