package mfa.hijack_test

import data.mfa.hijack

open(move, caller, given) if openness_of(move, given)[caller] == "open"

openness_of(move, given) := found[move] if {
	found := hijack.openness with input as given
}

test_a_move_is_open_where_all_of_its_calls_are_allowed if {
	open("create-key", "api-key", unguarded_iam)
	open("create-administrator", "api-key", granted(["iam:Create*", "iam:AttachUserPolicy"], "strict"))
}

test_a_move_is_stopped_where_one_of_its_calls_is_denied if {
	not open("create-key", "api-key", self_manage)
	not open("create-administrator", "api-key", granted(["iam:CreateUser", "iam:AttachUserPolicy"], "strict"))
}

test_one_alternative_is_enough if {
	open("set-password", "api-key", granted("iam:CreateLoginProfile", "strict"))
	not open("set-password", "api-key", granted("iam:GetLoginProfile", "strict"))
}

test_a_call_is_judged_with_the_credential_of_its_own if {
	open("forwarded-call", "api-key", unguarded_forwarding)
	not open("forwarded-call", "api-key", unguarded_iam_and_keys)
	open("call-services", "api-key", unguarded_iam_and_keys)
}

test_an_administrator_has_ways_where_one_can_be_made if {
	gives := [{"gives": [name]} | some name in hijack.callers_by_owner.administrator]
	hijack.administrators_ways([], hijack.no_reading) == [] with input as unguarded_iam
	count(hijack.administrators_ways(gives, hijack.no_reading)) > 0 with input as unguarded_iam
}

test_every_move_is_listed_with_its_callers if {
	openness := hijack.openness with input as unguarded_iam
	every move in hijack.graph.moves {
		object.keys(openness[move.id]) == {caller | some caller in hijack.graph.groups[move.by]}
	}
}

way_of(move, given) := [one | some one in ways; hijack.graph.moves[one.key[0]].id == move] if {
	ways := hijack.usual_ways with input as given
}

test_a_way_says_what_it_needs_and_gives if {
	[by_key, by_console] := way_of("change-password", unguarded_iam)
	by_key.needs == {"api-key", "password", "state"}
	by_console == {
		"key": [by_key.key[0], 1, 0],
		"needs": {"console-without-mfa", "password", "state"},
		"gives": ["lasting-access"],
		"change": {},
		"calls": [["console-without-mfa false", `["","iam:ChangePassword","{self}",{}]`]],
	}
}

test_iam_may_refuse_a_key_its_users_own_devices if {
	[by_key, by_console] := way_of("remove-device", unguarded_iam)
	by_key.needs == {"api-key", "owner-device", "device-rule-off", "state"}
	by_console.needs == {"console-without-mfa", "owner-device", "state"}
}

test_what_needs_no_call_needs_no_caller if {
	[one] := way_of("sign-in", granted("s3:*", "strict"))
	[one.needs, one.calls] == [{"password", "device-removed", "state"}, []]
}

test_the_first_alternative_of_each_outcome_is_taken if {
	removing := granted_and_guarded(["iam:DetachUserPolicy", "iam:DeleteUserPolicy", "iam:PutUserPolicy"])
	[[one.change, json.unmarshal(one.calls[0][1])[1]] | some one in way_of("remove-guard", removing)] == [
		[{"removes": "identity"}, "iam:DetachUserPolicy"],
		[{"removes": "identity"}, "iam:DetachUserPolicy"],
	]
	[one.change | some one in way_of("overwrite-guard", removing)][0] == {"removes": "identity", "grants": "user"}
}

granted_and_guarded(actions) := stated([allow(actions, "*"), guard("BoolIfExists", actions)])

able(given, state) := found if {
	heard := hijack.decided(hijack.policies_in(state), state, hijack.questions.subject, {}) with input as given
	allowed := hijack.allowed_of("subject", heard.open, hijack.no_reading) with input as given
	found := hijack.able_callers("subject", state, allowed) with input as given
}

test_everything_is_what_the_user_may_with_mfa if {
	"api-key" in able(granted(["s3:GetObject", "iam:CreateAccessKey"], "strict"), hijack.root_state)
	not "api-key" in able(unguarded_iam, hijack.root_state)
	"session-with-mfa" in able(unguarded_iam, hijack.root_state)
	"api-key" in able(unguarded_iam, object.union(hijack.root_state, {"removed": ["identity[0]"]}))
}

test_a_user_without_any_service_has_nothing_to_be_had if {
	able(granted("iam:*", "strict"), hijack.root_state) == set()
}

test_with_what_is_taken_off_everything_may_be_gone if {
	given := granted_and_guarded(["s3:*", "iam:DetachUserPolicy"])
	able(given, object.union(hijack.root_state, {"removed": ["identity[0]"]})) == set()
}
