package mfa.rules.resources_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/list-action-on-arn.md.
examples contains {
	"rule": "list-action-on-arn",
	"avoid": {
		"Effect": "Allow",
		"Action": ["iam:GetUser", "iam:GetAccountSummary"],
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
	"prefer": [
		{
			"Effect": "Allow",
			"Action": "iam:GetUser",
			"Resource": "arn:aws:iam::*:user/${aws:username}",
		},
		{
			"Effect": "Allow",
			"Action": "iam:GetAccountSummary",
			"Resource": "*",
		},
	],
}

test_list_action_on_arn_finds_grant_on_user if {
	testing.reports(
		"list-action-on-arn", testing.identity([{
			"Effect": "Allow",
			"Action": ["iam:GetLoginProfile", "iam:GetAccountSummary"],
			"Resource": "arn:aws:iam::111122223333:user/${aws:username}",
		}]),
		{{
			"rule": "list-action-on-arn",
			"message": concat("", [
				"iam:GetAccountSummary takes no resource, ",
				"so a statement limited to arn:aws:iam::111122223333:user/${aws:username} never grants it",
			]),
			"at": testing.at(0, ["Action", 1]),
			"evidence": {
				"action": "iam:GetAccountSummary",
				"resources": ["arn:aws:iam::111122223333:user/${aws:username}"],
			},
		}},
	)
}

test_list_action_on_arn_finds_deny if {
	some message in testing.messages("list-action-on-arn", testing.identity([{
		"Effect": "Deny",
		"Action": "iam:ListUsers",
		"Resource": ["arn:aws:iam::111122223333:user/bob", "arn:aws:iam::111122223333:group/ops"],
	}]))
	endswith(message, " never denies it")
}

# The messages of denied calls name arn:aws:iam::111122223333:user/.
test_list_action_on_arn_ignores_path if {
	testing.ignores("list-action-on-arn", testing.identity([{
		"Effect": "Allow",
		"Action": ["iam:ListUsers", "iam:ListVirtualMFADevices"],
		"Resource": ["arn:aws:iam::111122223333:user/*", "arn:aws:iam::111122223333:mfa/*"],
	}]))
	testing.ignores("list-action-on-arn", testing.identity([{
		"Effect": "Allow",
		"Action": "iam:ListRoles",
		"Resource": "arn:aws:iam::111122223333:role/service-role/*",
	}]))
}

test_list_action_on_arn_ignores_star_and_free_actions if {
	testing.ignores("list-action-on-arn", testing.identity([
		{"Effect": "Allow", "Action": "iam:ListUsers", "Resource": ["arn:aws:iam::111122223333:user/bob", "*"]},
		{"Effect": "Allow", "Action": "sts:GetSessionToken", "Resource": "arn:aws:iam::111122223333:user/bob"},
	]))
}
