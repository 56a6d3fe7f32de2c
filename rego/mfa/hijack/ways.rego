package mfa.hijack

# A way is a move that is open to one caller in one state: what it needs, what it gives or changes, and its calls as
# questions. Of several alternatives with the same outcome, the first that is open is taken.
ways_in(state, heard, reading, places) := array.concat(own, administrators_ways(own, reading)) if {
	own := array.concat(callless_ways, ways_of("subject", state, heard, reading, places))
}

# Those of a user or role of the attacker's making, where there can be one.
administrators_ways(own, reading) := [] if {
	count([1 | some way in own; some given in way.gives; given in callers_by_owner.administrator]) == 0
} else := usual_administrators_ways if {
	reading == no_reading
} else := all_administrators_ways(reading)

# The same in all states.
usual_administrators_ways := all_administrators_ways(no_reading)

all_administrators_ways(reading) := ways_of(
	"administrator",
	root_state,
	administrators_heard(reading),
	reading,
	all_places,
)

ways_of(owner, state, heard, reading, places) := array.concat(
	calling_ways(owner, state, allowed, reading, places),
	able_ways(owner, state, allowed.plain),
) if {
	allowed := allowed_to(owner, heard, reading)
}

# Of the moves at these places.
calling_ways(owner, state, allowed, reading, places) := [way |
	some place in places
	move := data.mfa.hijack.graph.moves[place]
	some rank, caller in data.mfa.hijack.graph.groups[move.by]
	caller in callers_by_owner[owner]
	some alike in alternatives_of[place]
	first := [alternative |
		some alternative in alike
		count(alternative.asks - allowed.plain[caller]) == 0
		count(alternative.trusted - allowed.trusted[caller]) == 0
		is_possible(state, alternative.change)
	][0]
	way := {
		"key": [place, rank, first.number],
		"needs": ((first.needs | {caller, "state"}) | refused_by_service(move, caller)),
		"gives": first.gives,
		"change": first.change,
		"calls": [[voice_of(caller, id, reading), id] | some id in first.calls],
	}
]

all_places := {alternative.move | some alternative in alternatives}

# What needs no call is always open.
callless_ways := [way |
	some alternative in alternatives
	alternative.by == "none"
	way := {
		"key": [alternative.move, 0, alternative.number],
		"needs": (alternative.needs | {"state"}),
		"gives": alternative.gives,
		"change": {},
		"calls": [],
	}
]

# What a caller has who can do everything.
able_ways(owner, state, allowed) := [way |
	able := able_callers(owner, state, allowed)
	some place, move in data.mfa.hijack.graph.moves
	is_use(move, state)
	some rank, caller in data.mfa.hijack.graph.groups[move.by]
	caller in able
	way := {
		"key": [place, rank, 0],
		"needs": ({need | some need in move.needs} | {caller, "state"}),
		"gives": gives_of(move, state),
		"change": {},
		"calls": [],
	}
]

is_use(move, _) if move.everything == "always"

is_use(move, state) if {
	move.everything == "changed"
	state != root_state
}

gives_of(move, state) := array.concat(["admin"], move.gives) if {
	state.admin != ""
} else := move.gives

# What each caller may ask, itself and through others.
allowed_to(owner, heard, reading) := {
	"plain": allowed_of(owner, heard.open, reading),
	"trusted": allowed_of(owner, heard.trusted, reading),
}

allowed_of(owner, heard, reading) := {caller: ids |
	through := {id |
		some other in callers_by_owner[owner]
		some id in (heard[spokesman[voice_under(other, reading)]] & asked_through[other])
	}
	some caller in callers_by_owner[owner]
	ids := (heard[spokesman[voice_under(caller, reading)]] & asked_by[caller]) | through
}

voice_of(caller, id, reading) := voice_under(speaker_of(caller, id), reading)

# Whose credential an ask is made with.
speaker_of(caller, id) := caller if {
	asks[id].as == ""
} else := asks[id].as

# Who may do everything: what the user may do with MFA as things are, or after an administrator's policy was attached,
# what an administrator may do with MFA. Some service must be in it, or there is nothing to be had.
able_callers(owner, state, allowed) := {caller |
	wanted := rights(owner, state, allowed)
	count(wanted & is_service) > 0
	some caller in callers_by_owner[owner]
	caller in able_to_use
	count(wanted - allowed[caller]) == 0
}

rights("administrator", _, allowed) := allowed["new-user-session"] & all_of_everything

rights("subject", state, allowed) := allowed["console-with-mfa"] & all_of_everything if {
	state.admin != ""
} else := allowed["console-with-mfa"] & all_of_everything if {
	state == root_state
} else := rights_at_first

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
		some rank, caller in data.mfa.hijack.graph.groups[move.by]
		state := openness_of(place, rank)
	}
}

openness_of(place, rank) := "open" if {
	some way in openings
	array.slice(way.key, 0, 2) == [place, rank]
} else := "stopped"

openings := array.concat(usual_ways, usual_administrators_ways)
