package mfa.rules_test

test_deny_inert_for_roles_finds_own_user if {
	found("deny-inert-for-roles", identity([{
		"Effect": "Deny",
		"Action": "iam:CreateAccessKey",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	}])) == {{
		"rule": "deny-inert-for-roles",
		"message": concat("", [
			"arn:aws:iam::*:user/${aws:username} matches nothing for roles and federated users, ",
			"so this Deny is for IAM users only",
		]),
		"at": at(0, ["Resource"]),
		"evidence": {"resource": "arn:aws:iam::*:user/${aws:username}"},
	}}
}

test_deny_inert_for_roles_spares_allow_and_star if {
	found("deny-inert-for-roles", identity([
		{"Effect": "Allow", "Action": "iam:*", "Resource": "arn:aws:iam::*:user/${aws:username}"},
		guard(enrolment),
	])) == set()
}

test_deny_inert_for_roles_spares_what_another_rule_reports if {
	found("deny-inert-for-roles", identity([object.union(
		guard(enrolment),
		{"Resource": ["arn:aws:iam::*:user/${aws:username}"]},
	)])) == set()
}
