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
	result == {
		"found": true,
		"judged": true,
		"paths": [
			{
				"from": "stolen-api-key",
				"to": "another-user",
				"steps": [step("create-key-of-another", "mfagate-other", "api-key")],
				"assumptions": {"other-user": "mfagate-other"},
			},
			{
				"from": "stolen-api-key",
				"to": "lasting-access",
				"steps": [step("create-key", "alice", "api-key")],
				"assumptions": {},
			},
			{
				"from": "known-password",
				"to": "another-user",
				"steps": [step("create-key-of-another", "mfagate-other", "console-without-mfa")],
				"assumptions": {"other-user": "mfagate-other"},
			},
			{
				"from": "known-password",
				"to": "lasting-access",
				"steps": [step("create-key", "alice", "console-without-mfa")],
				"assumptions": {},
			},
			{
				"from": "unattended-console",
				"to": "another-user",
				"steps": [step("create-key-of-another", "mfagate-other", "console-without-mfa")],
				"assumptions": {"other-user": "mfagate-other"},
			},
			{
				"from": "unattended-console",
				"to": "lasting-access",
				"steps": [step("create-key", "alice", "console-without-mfa")],
				"assumptions": {},
			},
		],
		"residual": [],
		"assumptions": {name: assumption["default"] | some name, assumption in assumptions},
	}
}

step(move, user, credential) := {
	"move": move,
	"action": "iam:CreateAccessKey",
	"resource": sprintf("arn:aws:iam::123456789012:user/%s", [user]),
	"principal": "arn:aws:iam::123456789012:user/alice",
	"credential": credential,
	"why": "allowed by identity[0] statement 0",
	"by": [{"policy": "identity[0]", "statement": 0, "sid": null, "effect": "Allow"}],
}

test_where_iam_is_unguarded_a_key_comes_to_everything if {
	result := found(unguarded_iam)
	result.found
	prizes(result.paths, "stolen-api-key") == [
		"admin", "full-access", "guard-removed", "mfa-session", "console", "another-user", "role-session",
		"lasting-access",
	]
	actions(result.paths, "stolen-api-key", "lasting-access") == ["iam:CreateAccessKey"]
	actions(result.paths, "stolen-api-key", "full-access") == ["iam:DetachUserPolicy"]
	actions(result.paths, "stolen-api-key", "mfa-session") == [
		"iam:UpdateLoginProfile", "iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey",
		"iam:CreateVirtualMFADevice", "iam:EnableMFADevice",
	]
}

test_where_keys_are_exempt_a_new_key_is_enough if {
	result := found(unguarded_iam_and_keys)
	actions(result.paths, "stolen-api-key", "full-access") == ["iam:CreateAccessKey"]
	actions(result.paths, "stolen-api-key", "admin") == ["iam:AttachUserPolicy"]
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

test_where_only_enrolment_is_exempt_nothing_is_found_but_what_rests_on_an_assumption if {
	result := found(self_manage)
	not result.found
	result.paths == []
	[[path.from, path.to, path.depends_on] | some path in result.residual] == [
		["stolen-api-key", "full-access", {"device-rule": "off"}],
		["stolen-api-key", "full-access", {"first-device": "attacker"}],
		["known-password", "full-access", {"first-device": "attacker"}],
	]
	[path.assumptions | some path in result.residual] == [
		{"device-rule": "off", "first-device": "owner"}, {"first-device": "attacker"}, {"first-device": "attacker"},
	]
}

test_what_is_assumed_is_found if {
	result := found(object.union(self_manage, {"account_facts": {"first-device": "attacker"}}))
	result.found
	actions(result.paths, "known-password", "mfa-session") == ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
	result.assumptions["first-device"] == "attacker"
}

test_a_device_is_swapped_where_its_name_is_pinned if {
	pinned := object.union(
		subject(
			[document([{
				"Effect": "Allow",
				"Action": "iam:*MFADevice",
				"Resource": ["arn:aws:iam::*:mfa/${aws:username}", "arn:aws:iam::*:user/${aws:username}"],
			}])],
			"console-only",
		),
		{"subject": {"assume": "nothing"}},
	)
	result := found(pinned)
	result.paths == []
	swapped := [path | some path in result.residual; path.depends_on == {"device-rule": "off"}]
	actions(swapped, "stolen-api-key", "mfa-session") == [
		"iam:DeactivateMFADevice", "iam:DeleteVirtualMFADevice", "iam:CreateVirtualMFADevice", "iam:EnableMFADevice",
		"sts:GetSessionToken",
	]
}

test_another_world_is_reported_only_where_it_adds_something if {
	known := object.union(unguarded_iam_and_keys, {"account_facts": {"open-role": "deploy"}})
	residual := found(known).residual
	not {"open-role": "mfagate-open-role"} in {path.depends_on | some path in residual}
	shorter := [path | some path in found(unguarded_iam_and_keys).residual; path.to == "role-session"]
	[path.depends_on | some path in shorter] == [{"open-role": "mfagate-open-role"}]
}

test_a_session_that_iam_refuses_can_still_pass_a_role if {
	result := found(unguarded_sessions)
	actions(result.paths, "stolen-session", "role-session") == ["iam:PassRole", "ec2:RunInstances"]
}

test_a_boundary_with_a_guard_can_be_taken_off if {
	result := found(guarded_in_boundary)
	actions(result.paths, "stolen-api-key", "guard-removed") == ["iam:DeleteUserPermissionsBoundary"]
}

test_a_control_policy_cannot_be_taken_off_but_a_new_user_enrols if {
	result := found(guarded_by_control_policy)
	not "guard-removed" in prizes(result.paths, "stolen-api-key")
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
