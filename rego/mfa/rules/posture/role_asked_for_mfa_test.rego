package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

of_role(statements) := object.union(of_user(statements), {"principal": "role"})

of_user(statements) := testing.under("console-only", testing.identity(statements))

found_for_role(statements) := {[finding.evidence.column, finding.evidence.state] |
	findings := data.mfa.rules.findings with input as {"subject": of_role(statements)}
	some finding in findings
	finding.rule == "role-asked-for-mfa"
}

allow_with_mfa := object.union(testing.allow_all, {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})

test_role_asked_for_mfa_finds_allow_and_deny if {
	found_for_role([allow_with_mfa]) == {["services", "blocked"], ["identity", "blocked"]}
	deny := {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	}
	found_for_role([testing.allow_all, deny]) == {["services", "partial"]}
}

test_role_asked_for_mfa_ignores_roles_without_it if {
	found_for_role([testing.allow_all]) == set()
	found_for_role([object.union(testing.allow_all, {"Action": "s3:*"})]) == set()
}

test_role_asked_for_mfa_ignores_users if {
	findings := data.mfa.rules.findings with input as {"subject": of_user([allow_with_mfa])}
	count([1 | some finding in findings; finding.rule == "role-asked-for-mfa"]) == 0
}

test_what_only_users_have_is_not_asked_of_a_role if {
	rules_of_users := {
		"enrolment-impossible", "enrolment-needs-mfa", "exempt-lacks-enrolment", "get-mfa-device-not-exempt",
		"own-device-name", "hijack-path", "profile-cell",
	}
	statements := [
		allow_with_mfa,
		{"Effect": "Allow", "Action": "iam:CreateVirtualMFADevice", "Resource": "arn:aws:iam::*:mfa/${aws:username}"},
		{"Effect": "Allow", "Action": "iam:GetMFADevice", "Resource": "*"},
		{
			"Effect": "Deny",
			"NotAction": "iam:ListUsers",
			"Resource": "*",
			"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
		},
	]
	as_role := data.mfa.rules.findings with input as {"subject": of_role(statements)}
	{finding.rule | some finding in as_role} & rules_of_users == set()
	as_user := data.mfa.rules.findings with input as {"subject": of_user(statements)}
	count({finding.rule | some finding in as_user} & rules_of_users) == 3
}
