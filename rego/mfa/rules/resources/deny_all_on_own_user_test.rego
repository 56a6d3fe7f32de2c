package mfa.rules.resources_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/deny-all-on-own-user.md.
examples contains {
	"rule": "deny-all-on-own-user",
	"avoid": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
		],
		"Resource": "arn:aws:iam::*:user/${aws:username}",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

on_own_user(statement) := object.union(statement, {"Resource": [
	"arn:aws:iam::*:user/${aws:username}",
	"arn:aws:iam::*:mfa/${aws:username}",
]})

test_deny_all_on_own_user_finds_not_action if {
	testing.reports("deny-all-on-own-user", testing.identity([on_own_user(testing.guard(testing.enrolment))]), {{
		"rule": "deny-all-on-own-user",
		"message": concat("", [
			"this Deny looks as if it denied everything, ",
			"but covers only actions on the caller's own user",
		]),
		"at": testing.at(0, ["Resource"]),
		"evidence": {"resource": ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:mfa/${aws:username}"]},
	}})
}

test_deny_all_on_own_user_finds_star_and_sid if {
	starred := object.union(object.remove(testing.guard([]), ["NotAction"]), {"Action": "*"})
	named := object.union(object.remove(testing.guard([]), ["NotAction"]), {"Action": "iam:*", "Sid": "DenyAllWithoutMFA"})
	testing.reports("deny-all-on-own-user", testing.identity([on_own_user(starred), on_own_user(named)]), {
		{
			"rule": "deny-all-on-own-user",
			"message": "this Deny looks as if it denied everything, but covers only actions on the caller's own user",
			"at": testing.at(0, ["Resource"]),
			"evidence": {"resource": ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:mfa/${aws:username}"]},
		},
		{
			"rule": "deny-all-on-own-user",
			"message": "this Deny looks as if it denied everything, but covers only actions on the caller's own user",
			"at": testing.at(1, ["Resource"]),
			"evidence": {"resource": ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:mfa/${aws:username}"]},
		},
	})
}

test_deny_all_on_own_user_ignores_guard_on_everything if {
	testing.ignores("deny-all-on-own-user", testing.exempting(testing.enrolment))
}

test_deny_all_on_own_user_ignores_few_actions if {
	some_actions := object.union(object.remove(testing.guard([]), ["NotAction"]), {"Action": "iam:Delete*"})
	testing.ignores("deny-all-on-own-user", testing.identity([on_own_user(some_actions)]))
}
