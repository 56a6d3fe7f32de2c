package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/allow-if-exists-true.md.
examples contains {
	"rule": "allow-if-exists-true",
	"avoid": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
}

test_allow_if_exists_true_finds_allow if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}
	testing.reports("allow-if-exists-true", testing.allowing(condition), {{
		"rule": "allow-if-exists-true",
		"message": concat("", [
			"BoolIfExists on aws:MultiFactorAuthPresent matches when the key is absent, ",
			"so access keys get this Allow without MFA",
		]),
		"at": testing.at(0, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
	}})
}

test_allow_if_exists_true_finds_negated_operator_and_other_case if {
	condition := {"StringNotEquals": {"AWS:multifactorauthpresent": "false"}}
	testing.reports("allow-if-exists-true", testing.allowing(condition), {{
		"rule": "allow-if-exists-true",
		"message": concat("", [
			"StringNotEquals on AWS:multifactorauthpresent matches when the key is absent, ",
			"so access keys get this Allow without MFA",
		]),
		"at": testing.at(0, ["Condition", "StringNotEquals", "AWS:multifactorauthpresent"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
	}})
}

test_allow_if_exists_true_ignores_bool if {
	testing.ignores("allow-if-exists-true", testing.allowing({"Bool": {"aws:MultiFactorAuthPresent": "true"}}))
}

test_allow_if_exists_true_ignores_recommended_deny if {
	testing.ignores("allow-if-exists-true", testing.exempting(testing.enrolment))
}

test_allow_if_exists_true_ignores_profile_that_leaves_keys if {
	testing.ignores(
		"allow-if-exists-true",
		testing.under("console-only", testing.allowing({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}})),
	)
}
