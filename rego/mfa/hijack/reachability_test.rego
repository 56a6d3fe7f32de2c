package mfa.hijack_test

import data.mfa.hijack

# The subjects with the most and the longest ways.
walked := [
	unguarded_iam, guarded_by_control_policy,
	granted(["iam:*MFADevice", "sts:*", "iam:*LoginProfile", "iam:DetachUserPolicy"], "strict"),
]

test_no_way_is_longer_than_the_rounds if {
	every given in walked {
		after := [more |
			some had in hijack.reachable_from
			more := count(hijack.next_round({}, had, 9)) - count(had)
		] with input as given
		count(after) > 0
		sum(after) == 0
	}
}

test_a_start_has_what_it_brings_and_what_is_assumed if {
	[key, password, _, _] := hijack.graph.starts
	[here, off, attacker, _] := hijack.worlds with input as unguarded_iam
	hijack.tokens(key, here) == common | {"api-key", "owner-device"} with input as unguarded_iam
	hijack.tokens(key, off) == common | {"api-key", "owner-device", "device-rule-off"} with input as unguarded_iam
	hijack.tokens(key, attacker) == common | {"api-key", "device-removed", "device-name-free"} with input as unguarded_iam
	with_password := common | {"password", "console-without-mfa", "console"}
	hijack.tokens(password, here) == with_password with input as unguarded_iam
}

common := {
	"identity-guard", "other-user", "other-user-without-device", "usual group", "usual guard-policy",
	"usual open-role", "usual other-user", "usual role",
}

test_what_nothing_needs_makes_no_walk_of_its_own if {
	[key, _, _, _] := hijack.graph.starts
	closed := granted("s3:ListBucket", "strict")
	[here, off, _, _] := hijack.worlds with input as closed
	there := hijack.tokens_that_count(key, here) with input as closed
	also := hijack.tokens_that_count(key, off) with input as closed
	there == also
}

test_the_trail_with_the_fewest_calls_is_taken if {
	had := hijack.reachable({"api-key", "identity-guard"}) with input as unguarded_iam
	had["full-access"].round == 2
	hijack.length(had["full-access"].trail) == 1
	had.admin.round == 2
	hijack.length(had.admin.trail) == 2
	had.admin.rests == {"api-key", "identity-guard"}
}

test_where_nothing_is_open_nothing_is_reached if {
	had := hijack.reachable({"api-key"}) with input as granted("s3:ListBucket", "strict")
	object.keys(had) == {"api-key"}
}

test_without_a_password_no_attack_begins_in_the_console if {
	machine := object.union(unguarded_iam, {"subject": {"login_profile": false}})
	{start.id | some start in hijack.starts} == {"stolen-api-key", "stolen-session"} with input as machine
}
