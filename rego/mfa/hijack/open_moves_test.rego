package mfa.hijack_test

import data.mfa.hijack

# The move alone, so that little is asked.
only(move) := [listed | some listed in hijack.graph.moves; listed.id == move]

open(move, caller, given) if {
	openness := hijack.openness with input as given with hijack.graph.moves as only(move)
	openness[move][caller] == "open"
}

test_a_move_is_open_if_each_of_its_calls_is if {
	both := granted(["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"], "strict")
	open("enrol-device", "api-key", both)
	not open("enrol-device", "api-key", granted("iam:EnableMFADevice", "strict"))
}

test_a_move_is_open_if_one_of_its_alternatives_is if {
	open("set-password", "api-key", granted("iam:CreateLoginProfile", "strict"))
	open("set-password", "api-key", granted("iam:UpdateLoginProfile", "strict"))
	not open("set-password", "api-key", granted("iam:GetLoginProfile", "strict"))
}

test_a_call_is_judged_with_the_credential_that_it_names if {
	open("forwarded-call", "api-key", unguarded_forwarding)
	not open("forwarded-call", "api-key", unguarded_iam_and_keys)
	open("call-services", "api-key", unguarded_iam_and_keys)
}

test_what_is_open_only_without_the_guard_counts_as_stopped if {
	not open("call-services", "api-key", unguarded_iam)
	not open("use-without-guard", "api-key", unguarded_iam)
}

test_every_move_is_listed_with_its_callers if {
	openness := hijack.openness with input as unguarded_iam
	every move in hijack.graph.moves {
		object.keys(openness[move.id]) == {caller | some caller in hijack.graph.groups[move.by]}
	}
}

way(move, caller, given) := found if {
	ways := hijack.open_moves with input as given with hijack.graph.moves as only(move)
	some found in ways
	some rank, name in hijack.graph.groups[only(move)[0].by]
	name == caller
	array.slice(found.place, 0, 2) == [0, rank]
}

test_a_way_says_what_it_needs_and_gives if {
	way("change-password", "console-without-mfa", unguarded_iam) == {
		"place": [0, 1, 0],
		"needs": {"console-without-mfa", "password"},
		"gives": ["lasting-access"],
		"layer": "as-is",
		"calls": ["console-without-mfa iam:ChangePassword arn:aws:iam::{account}:user/{user} {}"],
	}
}

test_iam_may_refuse_a_key_its_users_own_devices if {
	by_key := way("remove-device", "api-key", unguarded_iam)
	by_key.needs == {"api-key", "owner-device", "device-rule-off"}
	by_console := way("remove-device", "console-without-mfa", unguarded_iam)
	by_console.needs == {"console-without-mfa", "owner-device"}
}

test_a_way_without_the_guard_needs_it_gone if {
	found := way("call-services", "api-key", unguarded_iam)
	found.layer == "unguarded"
	found.needs == {"api-key", "identity-guard-removed"}
}

test_what_needs_no_call_needs_no_caller if {
	hijack.open_moves == [{
		"place": [0, 0, 0],
		"needs": {"password", "device-removed"},
		"gives": ["console-without-mfa", "console"],
		"layer": "as-is",
		"calls": [],
	}] with input as unguarded_iam with hijack.graph.moves as only("sign-in")
}

able_under(given) := found if {
	moves := [move | some move in hijack.graph.moves; move.everything]
	found := hijack.callers_with_everything with input as given with hijack.graph.moves as moves
}

test_everything_is_what_the_user_may_with_mfa if {
	able := able_under(granted(["s3:GetObject", "iam:CreateAccessKey"], "strict"))
	"api-key" in able["as-is"]
	"api-key" in able.granted
	within := able_under(unguarded_iam)
	not "api-key" in within["as-is"]
	"session-with-mfa" in within["as-is"]
	"api-key" in within.unguarded
	"new-user-key" in within.administrator
}

test_a_user_without_any_service_has_nothing_to_be_had if {
	able := able_under(granted("iam:*", "strict"))
	not able["as-is"]
	able.granted
}
