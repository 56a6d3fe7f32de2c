package mfa.rules.resources_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/deny-skips-roles.md.
examples contains {
	"rule": "deny-skips-roles",
	"avoid": {
		"Effect": "Deny",
		"Action": "iam:CreateAccessKey",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "iam:CreateAccessKey",
		"Resource": "arn:aws:iam::*:user/*",
	},
}

test_deny_skips_roles_finds_own_user if {
	testing.reports(
		"deny-skips-roles", testing.identity([{
			"Effect": "Deny",
			"Action": "iam:CreateAccessKey",
			"Resource": "arn:aws:iam::*:user/${aws:username}",
		}]),
		{{
			"rule": "deny-skips-roles",
			"message": concat("", [
				"arn:aws:iam::*:user/${aws:username} matches nothing for roles and federated users, ",
				"so this Deny applies to IAM users only",
			]),
			"at": testing.at(0, ["Resource"]),
			"evidence": {"resource": "arn:aws:iam::*:user/${aws:username}"},
		}},
	)
}

test_deny_skips_roles_ignores_allow_and_star if {
	testing.ignores("deny-skips-roles", testing.identity([
		{"Effect": "Allow", "Action": "iam:*", "Resource": "arn:aws:iam::*:user/${aws:username}"},
		testing.guard(testing.enrolment),
	]))
}

test_deny_skips_roles_ignores_what_another_rule_reports if {
	testing.ignores("deny-skips-roles", testing.identity([object.union(
		testing.guard(testing.enrolment),
		{"Resource": ["arn:aws:iam::*:user/${aws:username}"]},
	)]))
}
