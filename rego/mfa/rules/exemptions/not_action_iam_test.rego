package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/not-action-iam.md.
examples contains {
	"rule": "not-action-iam",
	"avoid": {
		"Effect": "Deny",
		"NotAction": "iam:*",
		"Resource": "*",
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

test_not_action_iam_finds_all_of_iam if {
	some one in testing.found("not-action-iam", testing.identity([testing.allow_all, testing.guard("iam:*")]))
	one.message == concat("", [
		"NotAction iam:* leaves all of IAM unguarded: 38 changes of identity need no MFA, ",
		"such as iam:CreateAccessKey",
	])
	one.at == testing.at(1, ["NotAction"])
	"iam:DeactivateMFADevice" in one.evidence.actions
	not "sts:GetFederationToken" in one.evidence.actions
}

test_not_action_iam_finds_wider_pattern_in_list if {
	testing.paths("not-action-iam", testing.exempting(["sts:GetSessionToken", "i*"])) == {[0, ["NotAction", 1]]}
}

test_not_action_iam_names_another_change_where_keys_are_guarded if {
	testing.messages("not-action-iam", testing.identity([testing.guard("iam:*"), {
		"Effect": "Deny",
		"Action": "iam:Create*",
		"NotResource": "arn:aws:iam::*:mfa/*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	}])) == {concat("", [
		"NotAction iam:* leaves all of IAM unguarded: 30 changes of identity need no MFA, ",
		"such as iam:AddUserToGroup",
	])}
}

test_not_action_iam_says_that_an_asterisk_exempts_everything if {
	testing.messages("not-action-iam", testing.exempting(["sts:GetSessionToken", "*"])) == {
		"NotAction * exempts everything, so this Deny denies nothing",
	}
}

test_not_action_iam_ignores_list if {
	testing.ignores("not-action-iam", testing.identity([testing.allow_all, testing.guard(testing.enrolment)]))
}

test_not_action_iam_ignores_second_guard if {
	testing.ignores("not-action-iam", testing.identity([testing.bool_guard("iam:*"), {
		"Effect": "Deny",
		"Action": ["iam:*", "sts:GetFederationToken"],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	}]))
}
