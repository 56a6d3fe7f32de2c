package mfa.hijack_test

import data.mfa.hijack

found(given) := result if {
	result := hijack.search with input as given
}

prizes(paths, from) := [path.to | some path in paths; path.from == from]

actions(paths, from, prize) := [step.action |
	some path in paths
	[path.from, path.to] == [from, prize]
	some step in path.steps
]

test_a_path_is_reported_with_calls_and_reasons if {
	result := found(granted(["iam:CreateAccessKey", "iam:DeactivateMFADevice"], "console-only"))
	result.paths == [
		path("stolen-api-key", "another-user", [step("create-key-of-another", "mfagate-other", "api-key")]),
		path("stolen-api-key", "lasting-access", [step("create-key", "alice", "api-key")]),
		path("known-password", "another-user", [step("create-key-of-another", "mfagate-other", "console-without-mfa")]),
		path("known-password", "lasting-access", [step("create-key", "alice", "console-without-mfa")]),
		path("unattended-console", "another-user", [step("create-key-of-another", "mfagate-other", "console-without-mfa")]),
		path("unattended-console", "lasting-access", [step("create-key", "alice", "console-without-mfa")]),
	]
	object.remove(result, ["paths", "not_searched"]) == {
		"found": true,
		"judged": true,
		"residual": [],
		"assumptions": {name: assumption["default"] | some name, assumption in assumptions},
		"complete": true,
		"gaps": [],
	}
	contains(result.not_searched, "existing")
}

path(from, prize, steps) := {"from": from, "to": prize, "steps": steps, "assumptions": facts_for(prize)}

facts_for("another-user") := {"other-user": "mfagate-other"}

facts_for(prize) := {} if prize != "another-user"

step(move, user, credential) := {
	"move": move,
	"action": "iam:CreateAccessKey",
	"resource": sprintf("arn:aws:iam::123456789012:user/%s", [user]),
	"principal": "arn:aws:iam::123456789012:user/alice",
	"credential": credential,
	"why": "allowed by identity[0] statement 0",
	"by": [{"policy": "identity[0]", "statement": 0, "sid": null, "effect": "Allow"}],
}

test_where_iam_is_unguarded_a_key_reaches_everything if {
	result := found(unguarded_iam)
	result.found
	prizes(result.paths, "stolen-api-key") == [
		"admin", "full-access", "guard-removed", "mfa-session", "console", "another-user", "role-session",
		"lasting-access",
	]
	actions(result.paths, "stolen-api-key", "lasting-access") == ["iam:CreateAccessKey"]
	actions(result.paths, "stolen-api-key", "full-access") == ["iam:CreatePolicyVersion"]
	result.residual == []
}

test_where_keys_are_exempt_a_new_key_is_enough if {
	result := found(unguarded_iam_and_keys)
	actions(result.paths, "stolen-api-key", "full-access") == ["iam:CreateAccessKey"]
	count(actions(result.paths, "stolen-api-key", "admin")) == 1
}

test_what_the_profile_gives_is_no_prize if {
	not "services" in prizes(found(unguarded_iam_and_keys).paths, "stolen-api-key")
	strict := object.union(unguarded_iam_and_keys, {"subject": {"profile": "strict"}})
	"services" in prizes(found(strict).paths, "stolen-api-key")
	own := {"open": {"rows": {"api-key": {"services": "open", "identity": "open"}}}}
	given := object.union(unguarded_iam_and_keys, {"subject": {"profile": "open"}})
	result := hijack.search with input as given with data.mfa.profiles.by_name as own
	prizes(result.paths, "stolen-api-key") == []
	prizes(result.paths, "known-password") != []
}

doors(result) := [[path.from, path.to, path.depends_on] | some path in result.residual]

test_where_only_enrollment_is_exempt_what_depends_on_a_fact_names_the_worst if {
	result := found(self_manage)
	not result.found
	doors(result) == [
		["stolen-api-key", "admin", {"device-rule": "off"}],
		["stolen-api-key", "admin", {"first-device": "attacker"}],
		["known-password", "admin", {"first-device": "attacker"}],
	]
	[step.action | some step in result.residual[0].steps] == [
		"iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "sts:GetSessionToken", "iam:AttachUserPolicy",
	]
	"full-access" in result.residual[0].also
	[path.assumptions | some path in result.residual] == [
		{"device-rule": "off", "first-device": "owner"}, {"first-device": "attacker"}, {"first-device": "attacker"},
	]
}

test_an_open_point_that_turns_a_path_is_shown_both_ways if {
	result := found(forgetful)
	not result.found
	doors(result) == [
		["known-password", "admin", {"first-device": "attacker"}],
		["stolen-api-key", "admin", {"device-rule": "off", "get-session-token-deny": "ignored"}],
		["stolen-api-key", "admin", {"first-device": "attacker", "get-session-token-deny": "ignored"}],
	]
	ignored := found(object.union(forgetful, {"assumptions": {"get-session-token-deny": "ignored"}}))
	{"device-rule": "off"} in {path.depends_on | some path in ignored.residual}
}

test_what_is_assumed_is_found if {
	result := found(object.union(self_manage, {"account_facts": {"first-device": "attacker"}}))
	result.found
	actions(result.paths, "known-password", "mfa-session") == ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
	result.assumptions["first-device"] == "attacker"
}

test_a_hardware_token_needs_no_virtual_device if {
	pinned := granted_on("iam:*MFADevice", ["arn:aws:iam::*:mfa/${aws:username}", "arn:aws:iam::*:user/${aws:username}"])
	result := found(pinned)
	result.paths == []
	doors(result) == [
		["stolen-api-key", "mfa-session", {"device-rule": "off"}],
		["stolen-api-key", "mfa-session", {"first-device": "attacker"}],
		["known-password", "mfa-session", {"first-device": "attacker"}],
	]
	[step.action | some step in result.residual[0].steps] == ["iam:EnableMFADevice", "sts:GetSessionToken"]
}

test_a_security_key_is_good_for_the_console_alone if {
	given := stated([object.union(allow("iam:EnableMFADevice", "*"), {"Condition": {"StringEquals": {
		"iam:RegisterSecurityKey": ["Create", "Activate"],
	}}})])
	doors(found(given)) == [["known-password", "mfa-session", {"first-device": "attacker"}]]
}

test_a_session_that_iam_refuses_can_still_pass_a_role if {
	result := found(unguarded_sessions)
	actions(result.paths, "stolen-session", "role-session") == ["iam:PassRole", "ec2:RunInstances"]
}

test_a_boundary_with_a_guard_can_be_taken_off if {
	result := found(guarded_in_boundary)
	actions(result.paths, "stolen-api-key", "guard-removed") == ["iam:DeleteUserPermissionsBoundary"]
}

test_a_control_policy_cannot_be_taken_off_but_a_new_user_enrolls if {
	result := found(guarded_by_control_policy)
	not "guard-removed" in prizes(result.paths, "stolen-api-key")
	actions(result.paths, "known-password", "full-access") == [
		"iam:AttachUserPolicy", "iam:CreateAccessKey", "iam:CreateVirtualMFADevice", "iam:EnableMFADevice",
	]
	"admin" in prizes(result.paths, "stolen-api-key")
}

test_the_worst_of_each_start_is_reported_with_what_else_there_is if {
	worst := hijack.worst_paths with input as granted("iam:ChangePassword", "console-only")
	[[theft.start.id, theft.prize.id, theft.also] | some theft in worst] == [["known-password", "lasting-access", []]]
	all_worst := hijack.worst_paths with input as unguarded_iam
	[theft.prize.id | some theft in all_worst] == ["admin", "admin", "admin"]
	"mfa-session" in all_worst[0].also
}

test_the_policy_of_a_resource_is_not_searched if {
	trust := {"subject": {"kind": "trust", "policies": {"resource": document([])}}}
	found(trust) == {"found": false, "judged": false, "paths": [], "residual": [], "assumptions": {}}
	worst := hijack.worst_paths with input as trust
	worst == []
}

test_what_cannot_be_judged_is_an_error if {
	broken := found(subject([document([{"Effect": "Permit", "Action": "*", "Resource": "*"}])], "strict"))
	object.keys(broken) == {"error"}
	unknown := found(object.union(self_manage, {"account_facts": {"device-rule": "maybe"}}))
	unknown.error.where == "/account_facts/device-rule"
}

test_a_role_has_no_key_and_no_password if {
	of_role := {"subject": object.union(unguarded_iam.subject, {"principal": "role"})}
	found := hijack.search with input as of_role
	found == {"found": false, "judged": false, "paths": [], "residual": [], "assumptions": {}}
}

# The first path from a stolen key of a user who may attach only policies of these names, and make others.
attaching(names, making) := [actions(paths, "stolen-api-key", "admin") | count(paths) > 0] if {
	attach := allow("iam:AttachUserPolicy", "*")
	asked := object.union(attach, {"Condition": {"ArnLike": {"iam:PolicyARN": names}}})
	paths := found(stated([asked, allow("iam:CreatePolicy", making)])).paths
}

test_a_policy_of_the_attackers_own_has_the_name_that_a_condition_asks_for if {
	dev := "arn:aws:iam::123456789012:policy/dev/*"
	attaching(dev, dev) == [["iam:CreatePolicy", "iam:AttachUserPolicy"]]
	attaching(dev, "arn:aws:iam::123456789012:policy/test/*") == []
	attaching("arn:aws:iam::aws:policy/ReadOnlyAccess", dev) == []
}

test_full_access_to_iam_is_an_administrators if {
	none := "arn:aws:iam::123456789012:policy/none"
	attaching("arn:aws:iam::aws:policy/IAMFullAccess", none) == [["iam:AttachUserPolicy"]]
}
