package mfa.rules.trust_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/trust-nobody-can-satisfy.md.
examples contains {
	"rule": "trust-nobody-can-satisfy",
	"kind": "trust",
	"avoid": {
		"Effect": "Allow",
		"Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/corporate"},
		"Action": "sts:AssumeRoleWithSAML",
		"Condition": {
			"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"},
			"Bool": {"aws:MultiFactorAuthPresent": "true"},
		},
	},
	"prefer": {
		"Effect": "Allow",
		"Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/corporate"},
		"Action": "sts:AssumeRoleWithSAML",
		"Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
	},
}

never(statements) := {[finding.evidence.principal, finding.at.statement, finding.at.path] |
	some finding in testing.found("trust-nobody-can-satisfy", testing.trust(statements))
}

with_mfa(principal, action) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": action,
	"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
}

hub := "arn:aws:iam::111122223333:role/hub"

account_root := "arn:aws:iam::111122223333:root"

test_trust_nobody_can_satisfy_finds_roles_and_sessions if {
	never([with_mfa({"AWS": hub}, "sts:AssumeRole")]) == {[hub, 0, ["Principal", "AWS"]]}
	session := "arn:aws:sts::222222222222:assumed-role/hub/run"
	never([with_mfa({"AWS": session}, "sts:AssumeRole")]) == {[session, 0, ["Principal", "AWS"]]}
}

test_trust_nobody_can_satisfy_finds_providers_and_services if {
	oidc := "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
	never([with_mfa({"Federated": oidc}, "sts:AssumeRoleWithWebIdentity")]) == {[oidc, 0, ["Principal", "Federated"]]}
	never([with_mfa({"Service": "ec2.amazonaws.com"}, "sts:AssumeRole")]) == {[
		"ec2.amazonaws.com", 0, ["Principal", "Service"],
	]}
}

test_trust_nobody_can_satisfy_finds_one_of_several_principals if {
	never([with_mfa({"AWS": [account_root, hub], "Service": "ec2.amazonaws.com"}, "sts:AssumeRole")]) == {
		[hub, 0, ["Principal", "AWS", 1]],
		["ec2.amazonaws.com", 0, ["Principal", "Service"]],
	}
}

test_trust_nobody_can_satisfy_finds_account_of_which_only_roles_are_meant if {
	roles_alone := {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci-*"}}
	statement := with_mfa({"AWS": account_root}, "sts:AssumeRole")
	never([object.union(statement, {"Condition": object.union(statement.Condition, roles_alone)})]) == {[
		account_root, 0, ["Principal", "AWS"],
	]}
}

test_trust_nobody_can_satisfy_finds_anybody_of_whom_only_roles_are_meant if {
	roles_alone := {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci-*"}}
	statement := with_mfa("*", "sts:AssumeRole")
	condition := object.union(statement.Condition, roles_alone)
	never([object.union(statement, {"Condition": condition})]) == {["*", 0, ["Principal"]]}
}

test_trust_nobody_can_satisfy_finds_guard if {
	guard := {
		"Effect": "Deny",
		"Principal": "*",
		"Action": "sts:*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	}
	never([trusting({"AWS": hub}), guard]) == {[hub, 0, ["Principal", "AWS"]]}
}

test_trust_nobody_can_satisfy_ignores_users_and_accounts if {
	those := [account_root, "arn:aws:iam::222222222222:user/bob", "333333333333"]
	never([with_mfa({"AWS": those}, "sts:AssumeRole")]) == set()
	never([with_mfa("*", "sts:AssumeRole")]) == set()
}

test_trust_nobody_can_satisfy_ignores_what_is_let_in_without_mfa if {
	never([trusting({"AWS": hub, "Service": "ec2.amazonaws.com"})]) == set()
	never([trusting({"AWS": hub}), with_mfa({"AWS": hub}, "sts:AssumeRole")]) == set()
	when_there := {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}
	never([when(trusting({"Service": "ec2.amazonaws.com"}), when_there)]) == set()
}

test_trust_nobody_can_satisfy_ignores_what_is_never_let_in if {
	never([with_mfa({"AWS": hub}, "sts:TagSession")]) == set()
	never([when(trusting({"AWS": hub}), {"StringEquals": {"aws:PrincipalAccount": "444455556666"}})]) == set()
}
