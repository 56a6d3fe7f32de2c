package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/scp-blocks-roles.md.
examples contains {
	"rule": "scp-blocks-roles",
	"kind": "scp",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {
			"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
			"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"},
		},
	},
}

test_scp_blocks_roles_finds_published_scp if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": false}}
	testing.reports("scp-blocks-roles", testing.scp([testing.with_condition("Deny", condition)]), {{
		"rule": "scp-blocks-roles",
		"message": "this Deny also stops roles, service roles and federated users, which never carry MFA",
		"at": {
			"policy": "scp[0][0]",
			"statement": 0,
			"path": ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"],
		},
		"evidence": {"condition": condition, "holds": ["absent", "false"]},
	}})
}

test_scp_blocks_roles_ignores_users_only if {
	testing.ignores("scp-blocks-roles", testing.scp([testing.with_condition("Deny", {
		"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
		"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"},
	})]))
}

test_scp_blocks_roles_ignores_identity_policy if {
	testing.ignores("scp-blocks-roles", testing.exempting(testing.enrolment))
}
