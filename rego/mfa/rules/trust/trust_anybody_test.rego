package mfa.rules.trust_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/trust-anybody.md.
examples contains {
	"rule": "trust-anybody",
	"kind": "trust",
	"avoid": {
		"Effect": "Allow",
		"Principal": {"AWS": "*"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": {
		"Effect": "Allow",
		"Principal": {"AWS": "305551234567"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
}

trusting_with_mfa(principal) := when(trusting(principal), {"Bool": {"aws:MultiFactorAuthPresent": "true"}})

test_trust_anybody_finds_asterisk if {
	testing.reports("trust-anybody", testing.trust([trusting_with_mfa({"AWS": "*"})]), {{
		"rule": "trust-anybody",
		"message": "everybody, in any account, can assume the role with an MFA device of their own user",
		"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS"]},
		"evidence": {},
	}})
	testing.reports(
		"trust-anybody",
		testing.trust([trusting_with_mfa({"AWS": ["111122223333", "*"]})]), {{
			"rule": "trust-anybody",
			"message": "everybody, in any account, can assume the role with an MFA device of their own user",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 1]},
			"evidence": {},
		}},
	)
	testing.reports("trust-anybody", testing.trust([trusting_with_mfa("*")]), {{
		"rule": "trust-anybody",
		"message": "everybody, in any account, can assume the role with an MFA device of their own user",
		"at": {"policy": "resource", "statement": 0, "path": ["Principal"]},
		"evidence": {},
	}})
}

test_trust_anybody_ignores_named_callers if {
	testing.ignores("trust-anybody", testing.trust([
		trusting_with_mfa({"AWS": "111122223333"}),
		when(trusting({"AWS": "*"}), {
			"Bool": {"aws:MultiFactorAuthPresent": "true"},
			"StringEquals": {"aws:PrincipalOrgID": "o-abcdef1234"},
		}),
	]))
}

limited_by(condition) if {
	with_mfa := {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
	statement := when(trusting({"AWS": "*"}), object.union(with_mfa, condition))
	testing.ignores("trust-anybody", testing.trust([statement]))
}

test_trust_anybody_ignores_what_strangers_cannot_meet if {
	every condition in [
		{"StringEquals": {"aws:PrincipalAccount": "111122223333"}},
		{"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:user/*"]}},
		{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a/*"}},
		{"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}},
		{"StringEquals": {"aws:SourceVpce": "vpce-1"}},
		{"StringEquals": {"sts:ExternalId": "x"}},
	] {
		limited_by(condition)
	}
}

test_trust_anybody_finds_what_strangers_can_choose_or_leave_out if {
	every condition in [
		{"StringEquals": {"aws:username": "bob"}},
		{"StringEquals": {"aws:PrincipalTag/team": "x"}},
		{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/bob"}},
		{"StringLike": {"aws:PrincipalAccount": "*"}},
		{"StringLike": {"aws:userid": "AIDA*"}},
		{"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}},
		{"StringEqualsIfExists": {"sts:ExternalId": "x"}},
		{"Null": {"aws:PrincipalOrgID": "false"}},
	] {
		not limited_by(condition)
	}
}

test_trust_anybody_finds_what_only_some_are_kept_from if {
	testing.reports(
		"trust-anybody", testing.trust([when(trusting({"AWS": "*"}), {
			"Bool": {"aws:MultiFactorAuthPresent": "true"},
			"StringNotEquals": {"aws:PrincipalAccount": "444455556666"},
		})]),
		{{
			"rule": "trust-anybody",
			"message": "everybody, in any account, can assume the role with an MFA device of their own user",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS"]},
			"evidence": {},
		}},
	)
}

test_trust_anybody_leaves_what_asks_for_no_mfa_to_the_rule_on_that if {
	testing.ignores("trust-anybody", testing.trust([trusting({"AWS": "*"})]))
	testing.reports("trust-without-mfa", testing.trust([trusting({"AWS": "*"})]), {{
		"rule": "trust-without-mfa",
		"message": "Everybody can assume the role without MFA",
		"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS"]},
		"evidence": {"principal": "*"},
	}})
}

test_trust_anybody_ignores_other_kinds if {
	testing.ignores("trust-anybody", testing.resource([trusting_with_mfa({"AWS": "*"})]))
}
