package mfa.rules.trust_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/trust-without-mfa.md.
examples contains {
	"rule": "trust-without-mfa",
	"kind": "trust",
	"avoid": {
		"Effect": "Allow",
		"Principal": {"AWS": "305551234567"},
		"Action": "sts:AssumeRole",
	},
	"prefer": {
		"Effect": "Allow",
		"Principal": {"AWS": "305551234567"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
}

trusting(principal) := {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}

when(statement, condition) := object.union(statement, {"Condition": condition})

test_trust_without_mfa_finds_account if {
	testing.reports("trust-without-mfa", testing.trust([trusting({"AWS": "arn:aws:iam::111122223333:root"})]), {{
		"rule": "trust-without-mfa",
		"message": "The users of arn:aws:iam::111122223333:root can assume the role without MFA",
		"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS"]},
		"evidence": {"principal": "arn:aws:iam::111122223333:root"},
	}})
}

test_trust_without_mfa_finds_users_and_everybody if {
	testing.reports(
		"trust-without-mfa",
		testing.trust([trusting({"AWS": ["arn:aws:iam::111122223333:user/bob", "*"]})]), {
			{
				"rule": "trust-without-mfa",
				"message": "arn:aws:iam::111122223333:user/bob can assume the role without MFA",
				"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 0]},
				"evidence": {"principal": "arn:aws:iam::111122223333:user/bob"},
			},
			{
				"rule": "trust-without-mfa",
				"message": "Everybody can assume the role without MFA",
				"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 1]},
				"evidence": {"principal": "*"},
			},
		},
	)
	testing.reports("trust-without-mfa", testing.trust([trusting("*")]), {{
		"rule": "trust-without-mfa",
		"message": "Everybody can assume the role without MFA",
		"at": {"policy": "resource", "statement": 0, "path": ["Principal"]},
		"evidence": {"principal": "*"},
	}})
}

test_trust_without_mfa_ignores_condition_on_mfa if {
	account := trusting({"AWS": "111122223333"})
	testing.ignores("trust-without-mfa", testing.trust([when(account, {"Bool": {"aws:MultiFactorAuthPresent": "true"}})]))
	testing.ignores(
		"trust-without-mfa",
		testing.trust([when(account, {"NumericLessThan": {"aws:MultiFactorAuthAge": "900"}})]),
	)
}

test_trust_without_mfa_ignores_guard if {
	testing.ignores("trust-without-mfa", testing.trust([trusting({"AWS": "111122223333"}), {
		"Effect": "Deny",
		"Principal": {"AWS": "*"},
		"Action": "sts:AssumeRole",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	}]))
}

test_trust_without_mfa_ignores_who_has_no_mfa if {
	testing.ignores("trust-without-mfa", testing.trust([
		trusting({"Service": "ec2.amazonaws.com"}),
		trusting({"AWS": "arn:aws:iam::111122223333:role/pipeline"}),
		when(trusting({"AWS": "999988887777"}), {"StringEquals": {"sts:ExternalId": "x"}}),
		when(trusting({"AWS": "111122223333"}), {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}),
	]))
}

test_trust_without_mfa_finds_negated_principal if {
	testing.reports(
		"trust-without-mfa", testing.trust([when(
			trusting({"AWS": "111122223333"}),
			{"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}},
		)]),
		{{
			"rule": "trust-without-mfa",
			"message": "The users of 111122223333 can assume the role without MFA",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS"]},
			"evidence": {"principal": "111122223333"},
		}},
	)
}

test_trust_without_mfa_ignores_other_kinds if {
	testing.ignores("trust-without-mfa", testing.resource([trusting({"AWS": "111122223333"})]))
}

test_trust_without_mfa_finds_users_of_a_placeholder if {
	accounts := ["arn:aws:iam::<ACCOUNT>:root", "arn:aws:iam::${AWS::AccountId}:root"]
	testing.reports("trust-without-mfa", testing.trust([trusting({"AWS": accounts})]), {
		{
			"rule": "trust-without-mfa",
			"message": "The users of arn:aws:iam::<ACCOUNT>:root can assume the role without MFA",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 0]},
			"evidence": {"principal": "arn:aws:iam::<ACCOUNT>:root"},
		},
		{
			"rule": "trust-without-mfa",
			"message": "The users of arn:aws:iam::${AWS::AccountId}:root can assume the role without MFA",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 1]},
			"evidence": {"principal": "arn:aws:iam::${AWS::AccountId}:root"},
		},
	})
}

spared_by(condition) if testing.ignores(
	"trust-without-mfa",
	testing.trust([when(trusting({"AWS": "111122223333"}), condition)]),
)

test_trust_without_mfa_ignores_conditions_that_only_others_meet if {
	every condition in [
		{"Bool": {"aws:PrincipalIsAWSService": true}},
		{"StringEquals": {"aws:PrincipalType": ["AssumedRole"]}},
		{"StringNotEquals": {"aws:PrincipalType": ["User", "Account"]}},
		{"StringLike": {"aws:PrincipalServiceName": "*.amazonaws.com"}},
		{"Null": {"sts:ExternalId": "false"}},
	] {
		spared_by(condition)
	}
}

test_trust_without_mfa_finds_conditions_that_users_meet if {
	every condition in [
		{"Bool": {"aws:PrincipalIsAWSService": "false"}},
		{"StringEquals": {"aws:PrincipalType": "User"}},
		{"StringEquals": {"aws:PrincipalType": ["Account", "AssumedRole"]}},
		{"Null": {"sts:ExternalId": "true"}},
		{"Null": {"aws:PrincipalServiceName": "true"}},
		{"ForAllValues:StringLike": {"aws:PrincipalServiceNamesList": "*.amazonaws.com"}},
		{"StringNotEquals": {"sts:ExternalId": "x"}},
		{"StringEqualsIfExists": {"sts:ExternalId": "x"}},
	] {
		not spared_by(condition)
	}
}

guarded_by(more) := testing.found("trust-without-mfa", testing.trust([
	trusting({"AWS": "111122223333"}),
	object.union(guarding, more),
]))

test_trust_without_mfa_finds_guard_of_something_else if {
	guarded_by({}) == set()
	guarded_by({"Action": "sts:*"}) == set()
	count(guarded_by({"Action": "sts:TagSession"})) == 1
	count(guarded_by({"Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}})) == 1
	guarded_by({"Principal": {"AWS": "111122223333"}}) == set()
}

test_trust_without_mfa_reads_a_guard_with_exceptions if {
	guard := object.remove(guarding, ["Action"])
	testing.ignores("trust-without-mfa", testing.trust([
		trusting({"AWS": "111122223333"}),
		object.union(guard, {"NotAction": "sts:TagSession"}),
	]))
	testing.reports(
		"trust-without-mfa", testing.trust([
			trusting({"AWS": "111122223333"}),
			object.union(guard, {"NotAction": "sts:Assume*"}),
		]),
		{{
			"rule": "trust-without-mfa",
			"message": "The users of 111122223333 can assume the role without MFA",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS"]},
			"evidence": {"principal": "111122223333"},
		}},
	)
}

guarding := {
	"Effect": "Deny",
	"Principal": "*",
	"Action": "sts:AssumeRole",
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}
