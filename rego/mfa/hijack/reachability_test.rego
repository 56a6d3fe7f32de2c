package mfa.hijack_test

import data.mfa.hijack

way(needs, gives, calls) := {
	"key": [count(needs), 0, 0],
	"needs": (needs | {"state"}),
	"gives": gives,
	"change": {},
	"calls": [["api-key absent", call] | some call in calls],
}

reach(ways, tokens) := hijack.reachable(ways, first, 0, hijack.root_state) if {
	first := {token: {"trail": set(), "rests": {token}} | some token in (tokens | {"state"})}
}

test_what_ways_give_is_had_one_after_another if {
	had := reach([way({"a"}, ["b"], ["x"]), way({"b"}, ["c", "d"], ["y", "z"]), way({"e"}, ["f"], ["w"])], {"a"})
	object.keys(had) == {"a", "b", "c", "d", "state"}
	hijack.length(had.c.trail) == 3
	had.c.rests == {"a", "state"}
	[taken[2] | some taken in sort(had.c.trail)] == [
		[["api-key absent", "x"]],
		[["api-key absent", "y"], ["api-key absent", "z"]],
	]
}

test_the_trail_with_the_fewest_calls_is_taken if {
	had := reach([way({"a"}, ["b"], ["x", "y"]), way({"a", "c"}, ["b"], ["z"])], {"a", "c"})
	hijack.length(had.b.trail) == 1
	had.b.rests == {"a", "c", "state"}
}

test_where_nothing_is_open_nothing_is_reached if {
	reach([], {"a"}) == {"a": {"trail": set(), "rests": {"a"}}, "state": {"trail": set(), "rests": {"state"}}}
}

# The subjects with the most and the longest ways.
walked := [
	unguarded_iam, guarded_by_control_policy,
	granted(["iam:*MFADevice", "sts:*", "iam:*LoginProfile", "iam:DetachUserPolicy"], "strict"),
]

test_no_way_is_longer_than_the_rounds if {
	every given in walked {
		after := [more |
			some level in hijack.usual_levels
			some node in level.nodes
			ways := level.ways[[node.id[0], node.id[2]]]
			more := count(hijack.next_round(ways, {}, node.had, [9, 9, node.id[2]])) - count(node.had)
		] with input as given
		count(after) > 0
		sum(after) == 0
	}
}

test_a_start_has_what_it_brings_and_what_is_assumed if {
	[key, password, _, _] := hijack.graph.starts
	[here, off, attacker] := array.slice(hijack.worlds, 0, 3) with input as unguarded_iam
	hijack.tokens(key, here) == common | {"api-key", "owner-device"} with input as unguarded_iam
	hijack.tokens(key, off) == common | {"api-key", "owner-device", "device-rule-off"} with input as unguarded_iam
	hijack.tokens(key, attacker) == common | {"api-key", "device-removed", "device-name-free"} with input as unguarded_iam
	with_password := common | {"password", "console-without-mfa", "console"}
	hijack.tokens(password, here) == with_password with input as unguarded_iam
}

common := {"other-user", "other-user-without-device", "outside-account"}

test_without_a_password_no_attack_begins_in_the_console if {
	machine := object.union(unguarded_iam, {"subject": {"login_profile": false}})
	{start.id | some start in hijack.starts} == {"stolen-api-key", "stolen-session"} with input as machine
}
