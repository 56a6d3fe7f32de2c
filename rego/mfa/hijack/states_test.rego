package mfa.hijack_test

import data.mfa.hijack

state(changes) := object.union(hijack.root_state, changes)

test_documents_with_a_deny_and_the_boundary_can_be_taken_off if {
	hijack.removable == {"identity": {"identity[0]"}, "boundary": set()} with input as unguarded_iam
	hijack.removable == {"identity": set(), "boundary": {"boundary"}} with input as guarded_in_boundary
	hijack.removable == {"identity": set(), "boundary": set()} with input as guarded_by_control_policy
}

test_what_is_taken_off_grants_nothing if {
	given := stated([allow("s3:*", "*"), guard("Bool", "iam:*")])
	taken := hijack.policies_in(state({"removed": ["identity[0]"]})) with input as given
	[statement.Effect | some document in taken.identity; some statement in document.Statement] == ["Deny"]
	taken.identity[0].Statement[0].Action == "mfagate:Removed"
	kept := hijack.policies_in(hijack.root_state) with input as given
	kept.identity == given.subject.policies.identity
}

test_an_administrators_policy_comes_after_the_others if {
	set := hijack.policies_in(state({"admin": "user"})) with input as stated([allow("s3:*", "*")])
	count(set.identity) == 2
	set.identity[1] == hijack.administrator
}

test_a_boundary_is_taken_off_as_a_whole if {
	set := hijack.policies_in(state({"removed": ["boundary"]})) with input as guarded_in_boundary
	not "boundary" in object.keys(set)
	before := hijack.policies_in(hijack.root_state) with input as guarded_in_boundary
	count(before.boundary) == 1
}

test_control_policies_bind_an_administrator_of_the_attackers_making if {
	set := hijack.administrators_policies with input as guarded_by_control_policy
	set.identity == [hijack.administrator]
	count(set.scp[0]) == 2
	not "boundary" in object.keys(set)
}

changed(from, change) := found if {
	found := hijack.changed(from, change) with input as unguarded_iam
}

test_a_change_makes_the_states_that_it_says if {
	changed(hijack.root_state, {"removes": "identity"}) == {state({"removed": ["identity[0]"]})}
	changed(hijack.root_state, {"removes": "boundary"}) == set()
	changed(hijack.root_state, {"grants": "user"}) == {state({"admin": "user"})}
	changed(state({"admin": "user"}), {"grants": "group"}) == set()
	changed(hijack.root_state, {"removes": "identity", "grants": "user"}) == {state({
		"removed": ["identity[0]"],
		"admin": "user",
	})}
	changed(hijack.root_state, {"renames": "arn:aws:iam::123456789012:user/b"}) == {state({
		"user": "arn:aws:iam::123456789012:user/b",
	})}
}

test_what_the_group_was_given_is_lost_with_the_group if {
	leaving := {"removes": "identity", "leaves": true, "member": true}
	changed(state({"admin": "group"}), leaving) == {state({"removed": ["identity[0]"], "left": true})}
	changed(state({"admin": "user"}), leaving) == {state({
		"removed": ["identity[0]"],
		"left": true,
		"admin": "user",
	})}
	hijack.is_possible(hijack.root_state, leaving)
	not hijack.is_possible(state({"left": true}), leaving)
	hijack.is_possible(state({"left": true}), {"grants": "user"})
}

test_a_guard_is_lost_only_with_something_left_to_do if {
	without := state({"removed": ["identity[0]"]})
	hijack.loses_guard(hijack.root_state, without) with input as unguarded_iam
	both := stated([allow("*", "*"), guard("Bool", "iam:*")])
	not loses_guard(hijack.root_state, without, both)
	loses_guard(hijack.root_state, object.union(without, {"admin": "user"}), both)
	not loses_guard(without, without, unguarded_iam)
	deny := stated([allow("*", "*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}])
	not loses_guard(hijack.root_state, object.union(without, {"admin": "user"}), deny)
	hijack.loses_guard(hijack.root_state, state({"removed": ["boundary"]})) with input as object.union(
		guarded_in_boundary,
		{"subject": {"policies": {"identity": [document([allow("*", "*")])]}}},
	)
}

loses_guard(before, after, given) if {
	hijack.loses_guard(before, after) with input as given
}
