package mfa.hijack

# A way is a move that is open to one caller: what it needs, what it gives, and the calls that make it, as
# questions. Its place is that of the move and of the caller in the data: of several equivalent ones, the
# first is reported.
open_moves := [way |
	some place, move in data.mfa.hijack.graph.moves
	some way in open_moves_of(place, move)
]

# What needs no call is always open.
open_moves_of(place, move) := [{
	"place": [place, 0, 0],
	"needs": {need | some need in move.needs},
	"gives": move.gives,
	"layer": "as-is",
	"calls": [],
}] if {
	move.by == "none"
} else := [way |
	some rank, caller in callers_of(move)
	some open in first_open(place, open_to(place, rank, move, caller))
	layer := open[0]
	needs := names_needed(place, open[1]) | refused_by_service(move, caller)
	way := {
		"place": [place, rank, open[1]],
		"needs": (({need | some need in move.needs} | {caller}) | (layers[layer].needs | needs)),
		"gives": move.gives,
		"layer": layer,
		"calls": [call_id(caller, call) | some call in calls_of(place, open[1])],
	}
]

# The first way that is open, and where it takes some name of the account, the first for each name.
first_open(place, found) := [found[0]] if {
	count(names_needed(place, found[0][1])) == 0
} else := [firsts[0] |
	some needs in {names_needed(place, open[1]) | some open in found}
	firsts := [open | some open in found; names_needed(place, open[1]) == needs]
]

names_needed(place, index) := variant_at(place, index).needs

calls_of(place, index) := variant_at(place, index).calls

# What can do everything lists no call, and takes no name.
variant_at(place, index) := variant if {
	variant := variants[place][index]
} else := {"calls": [], "needs": set()}

# The layers in which the move is open to the caller, with the alternative that is; the first takes least.
open_to(place, rank, move, caller) := [[layer, 0] |
	some layer in layers_for(move, caller)
	caller in callers_with_everything[layer]
] if {
	is_everything(move)
} else := [[layer, index] |
	some layer in layers_for(move, caller)
	let_through := passed[layer]
	some index, alternative in call_alternatives[place][rank]
	count(alternative - let_through) == 0
]

layers_for(move, caller) := ["administrator"] if {
	data.mfa.hijack.graph.callers[caller].whose == "administrator"
} else := object.get(move, "layers", ["as-is", "unguarded"])

passed[layer] := found if {
	some layer, through in allowed
	found := object.keys(through)
}

# Who may do everything that the user may with MFA; some service must be in it, or there is nothing to be had.
callers_with_everything[layer] := found if {
	some layer, through in passed
	rights := [index | some index, name in everything[owner(layer)]; name in through]
	count([index | some index in rights; index in services]) > 0
	found := {caller |
		some caller, named in everything
		count({name | some index in rights; name := named[index]} - through) == 0
	}
}

is_everything(move) if move.everything

services := {index |
	some index, call in data.mfa.hijack.graph.everything
	not startswith(call.action, "iam:")
}

owner(layer) := "new-user-session" if {
	layer == "administrator"
} else := "console-with-mfa"

# Where IAM itself may refuse an access key, the rule must be off.
refused_by_service(move, caller) := {"device-rule-off"} if {
	move["service-rule"]
	caller == "api-key"
} else := set()

# For each move and caller, whether the policies allow the calls: the cells of
# docs/explanation/attack-paths.md#the-moves.
openness[move.id] := found if {
	some place, move in data.mfa.hijack.graph.moves
	found := {caller: state |
		some rank, caller in callers_of(move)
		state := openness_of(place, rank, move, caller)
	}
}

openness_of(place, rank, move, caller) := "open" if {
	some open in open_to(place, rank, move, caller)
	not contains(open[0], "unguarded")
	count(names_needed(place, open[1]) - names_in(worlds[0])) == 0
} else := "stopped"
