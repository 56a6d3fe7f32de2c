package mfa.rules.hygiene_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/name-claims-mfa.md.
examples contains {
	"rule": "name-claims-mfa",
	"avoid": {
		"Effect": "Allow",
		"Sid": "RequireMFA",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": [
		{
			"Effect": "Allow",
			"Sid": "AllowWithMFA",
			"Action": "s3:*",
			"Resource": "*",
			"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
		},
	],
}

with_mfa(sid) := object.union(
	testing.with_condition("Allow", {"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
	{"Sid": sid},
)

test_name_claims_mfa_finds_sid if {
	testing.reports("name-claims-mfa", testing.identity([with_mfa("EnforceMFA")]), {{
		"rule": "name-claims-mfa",
		"message": concat("", [
			"EnforceMFA says that MFA is enforced, but this policy has no Deny, ",
			"so other policies grant without MFA",
		]),
		"at": testing.at(0, ["Sid"]),
		"evidence": {"name": "EnforceMFA"},
	}})
}

test_name_claims_mfa_finds_name_of_file if {
	testing.reports(
		"name-claims-mfa", object.union(
			testing.identity([with_mfa("AllowS3")]),
			{"name": "policies/force_mfa.json"},
		),
		{{
			"rule": "name-claims-mfa",
			"message": concat("", [
				"policies/force_mfa.json says that MFA is enforced, but this policy has no Deny, so other ",
				"policies grant without MFA",
			]),
			"at": testing.at(0, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]),
			"evidence": {"name": "policies/force_mfa.json"},
		}},
	)
}

test_name_claims_mfa_ignores_other_names if {
	testing.ignores(
		"name-claims-mfa",
		testing.identity([with_mfa("AllowWithMFA"), with_mfa("ListOnlyOwnMFA"), with_mfa("")]),
	)
	testing.ignores("name-claims-mfa", object.union(testing.identity([with_mfa("")]), {"name": "mfa/roles.json"}))
}

test_name_claims_mfa_ignores_names_that_say_the_opposite if {
	sids := ["SelfServiceThatDontRequireMFA", "DoesNotRequireMFA", "MFAIsNotRequired", "MFAOptional"]
	testing.ignores("name-claims-mfa", testing.identity([with_mfa(sid) | some sid in sids]))
}

test_name_claims_mfa_ignores_deny if {
	testing.ignores("name-claims-mfa", testing.identity([with_mfa("MFARequired"), testing.guard(testing.enrolment)]))
}

test_name_claims_mfa_ignores_trust if {
	testing.ignores("name-claims-mfa", testing.trust([{
		"Sid": "RequireMFA",
		"Effect": "Allow",
		"Principal": {"AWS": "111122223333"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	}]))
}
