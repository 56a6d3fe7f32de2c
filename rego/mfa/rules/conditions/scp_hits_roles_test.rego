package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

test_scp_hits_roles_finds_published_scp if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": false}}
	testing.reports("scp-hits-roles", testing.scp([testing.with_condition("Deny", condition)]), {{
		"rule": "scp-hits-roles",
		"message": "this Deny also stops roles, services' roles and federated users, which have no MFA to show",
		"at": {
			"policy": "scp[0][0]",
			"statement": 0,
			"path": ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"],
		},
		"evidence": {"condition": condition, "holds": ["absent", "false"]},
	}})
}

test_scp_hits_roles_spares_users_only if {
	testing.ignores("scp-hits-roles", testing.scp([testing.with_condition("Deny", {
		"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
		"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"},
	})]))
}

test_scp_hits_roles_spares_identity_policy if {
	testing.ignores("scp-hits-roles", testing.exempting(testing.enrolment))
}
