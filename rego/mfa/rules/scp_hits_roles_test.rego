package mfa.rules_test

test_scp_hits_roles_finds_published_scp if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": false}}
	found("scp-hits-roles", scp([with_condition("Deny", condition)])) == {{
		"rule": "scp-hits-roles",
		"message": "this Deny also stops roles, services' roles and federated users, which have no MFA to show",
		"at": {
			"policy": "scp[0][0]",
			"statement": 0,
			"path": ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"],
		},
		"evidence": {"condition": condition, "holds": ["absent", "false"]},
	}}
}

test_scp_hits_roles_spares_users_only if {
	found("scp-hits-roles", scp([with_condition("Deny", {
		"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
		"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"},
	})])) == set()
}

test_scp_hits_roles_spares_identity_policy if {
	found("scp-hits-roles", identity([guard(enrolment)])) == set()
}
