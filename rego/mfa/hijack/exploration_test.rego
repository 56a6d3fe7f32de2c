package mfa.hijack_test

import data.mfa.hijack

states_of(given) := [{node.id[2] | some node in level.nodes} | some level in levels] if {
	levels := hijack.usual_levels with input as given
}

test_where_nothing_changes_there_is_one_state if {
	states_of(self_manage) == [{hijack.root_state}, set(), set(), set(), set()]
}

test_each_gain_is_followed_by_all_moves_again if {
	actions := ["iam:AttachUserPolicy", "iam:DetachUserPolicy"]
	given := stated([allow("iam:AttachUserPolicy", "*"), guard("BoolIfExists", actions)])
	first := object.union(hijack.root_state, {"admin": "user"})
	second := object.union(first, {"removed": ["identity[0]"]})
	array.slice(states_of(given), 0, 4) == [{hijack.root_state}, {first}, {second}, set()]
}

test_a_state_that_another_is_better_than_is_left_out if {
	given := stated([allow("*", "*"), guard("BoolIfExists", ["iam:PutUserPolicy", "iam:DetachUserPolicy"])])
	states_of(given)[1] == {object.union(hijack.root_state, {"admin": "user", "removed": ["identity[0]"]})}
}

test_an_administrator_is_better_off_with_fewer_documents if {
	admin := state({"admin": "user"})
	fewer := state({"admin": "user", "removed": ["identity[0]"]})
	hijack.is_better(fewer, admin)
	not hijack.is_better(admin, fewer)
	not hijack.is_better(admin, admin)
	not hijack.is_better(state({"removed": ["identity[0]"]}), hijack.root_state)
	not hijack.is_better(fewer, state({"user": "arn:aws:iam::123456789012:user/b"}))
}

test_goals_are_not_carried_from_state_to_state if {
	entry := {"trail": set(), "rests": set()}
	hijack.carried({"api-key": entry, "admin": entry, "own-device": entry}) == {"api-key": entry, "own-device": entry}
}

# Each document denies the removal of all but itself, so each has to be taken off in its turn.
test_what_is_left_out_is_reported if {
	hijack.search_gaps == set() with input as unguarded_iam
	levels := [{"nodes": [], "ways": {}, "heard": {}, "left_out": 3}]
	gaps := hijack.search_gaps with hijack.usual_levels as levels
		with hijack.world_levels as []
		with hijack.reading_levels as []
	"more states of the user can be made than are searched: 3 are left out" in gaps
	last := {"nodes": [{"id": ["", set(), hijack.root_state]}], "ways": {}, "heard": {}, "left_out": 0}
	further := {["", set(), state({"admin": "user"})]: []}
	too_often := {"the user's policies can be changed more often than is searched"}
	hijack.search_gaps == too_often with hijack.usual_levels as [last]
		with hijack.world_levels as []
		with hijack.reading_levels as []
		with hijack.arrivals as further
	result := hijack.search with input as granted("s3:*", "strict") with hijack.search_gaps as {"why"}
	[result.complete, result.gaps] == [false, ["why"]]
}
