package mfa.rules.trust_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/ecr-policy-without-mfa.md.
examples contains {
	"rule": "ecr-policy-without-mfa",
	"kind": "resource",
	"profile": "strict",
	"avoid": {
		"Effect": "Allow",
		"Principal": {"AWS": "305551234567"},
		"Action": "ecr:BatchGetImage",
	},
	"prefer": {
		"Effect": "Allow",
		"Principal": {"AWS": "305551234567"},
		"Action": "ecr:BatchGetImage",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
}

pulling(principal) := {"Effect": "Allow", "Principal": principal, "Action": ["ecr:BatchGetImage"]}

test_ecr_policy_without_mfa_finds_account if {
	found_of_policy(testing.resource([pulling({"AWS": ["arn:aws:iam::111122223333:root"]})])) == {{
		"rule": "ecr-policy-without-mfa",
		"message": "The users of arn:aws:iam::111122223333:root can call ecr:BatchGetImage without MFA",
		"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 0]},
		"evidence": {"principal": "arn:aws:iam::111122223333:root"},
	}}
}

test_ecr_policy_without_mfa_ignores_condition if {
	found_of_policy(testing.resource([object.union(
		pulling("*"),
		{"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}},
	)])) == set()
}

test_ecr_policy_without_mfa_ignores_roles_and_other_services if {
	found_of_policy(testing.resource([
		pulling({"AWS": "arn:aws:iam::111122223333:role/node"}),
		{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::public/*"},
	])) == set()
}

test_ecr_policy_without_mfa_ignores_profile_that_wants_pulls if {
	testing.ignores("ecr-policy-without-mfa", testing.resource([pulling("*")]))
}

found_of_policy(one) := {finding | some finding in findings; finding.rule == "ecr-policy-without-mfa"} if {
	findings := data.mfa.rules.findings with input as {"subject": one}
		with data.mfa.profiles.profile as {"rows": {"ecr-from-api-key": {"services": "blocked"}}}
		with data.mfa.profiles.shortfalls as set()
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
}

test_ecr_policy_without_mfa_finds_all_actions_of_a_repository if {
	count(found_of_policy(testing.resource([object.union(pulling("*"), {"Action": "*"})]))) == 1
	on_bucket := {"Action": "*", "Resource": "arn:aws:s3:::public/*"}
	found_of_policy(testing.resource([object.union(pulling("*"), on_bucket)])) == set()
}

test_ecr_policy_without_mfa_ignores_what_neither_pulls_nor_pushes if {
	found_of_policy(testing.resource([object.union(pulling("*"), {"Action": "ecr:DescribeImages"})])) == set()
	count(found_of_policy(testing.resource([object.union(pulling("*"), {"Action": "ecr:Batch*"})]))) == 1
}
