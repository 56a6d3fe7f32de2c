package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/dead-mfa-condition.md.
examples contains {
	"rule": "dead-mfa-condition",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {
			"Bool": {"aws:MultiFactorAuthPresent": "false"},
			"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"},
		},
	},
	"prefer": [
		{
			"Effect": "Deny",
			"Action": "s3:*",
			"Resource": "*",
			"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
		},
		{
			"Effect": "Deny",
			"Action": "s3:*",
			"Resource": "*",
			"Condition": {"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}},
		},
	],
}

test_dead_mfa_condition_finds_both_keys if {
	condition := {
		"Bool": {"aws:MultiFactorAuthPresent": "false"},
		"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"},
	}
	testing.reports("dead-mfa-condition", testing.denying(condition), {{
		"rule": "dead-mfa-condition",
		"message": concat("", [
			"Bool aws:MultiFactorAuthPresent and NumericGreaterThan aws:MultiFactorAuthAge never matches, ",
			"with or without MFA, so this Deny has no effect",
		]),
		"at": testing.at(0, ["Condition"]),
		"evidence": {"condition": condition, "holds": []},
	}})
}

test_dead_mfa_condition_finds_value_that_is_no_boolean if {
	testing.reports("dead-mfa-condition", testing.allowing({"Bool": {"aws:MultiFactorAuthPresent": "yes"}}), {{
		"rule": "dead-mfa-condition",
		"message": concat("", [
			"Bool aws:MultiFactorAuthPresent never matches, with or without MFA, so this Allow has no ",
			"effect",
		]),
		"at": testing.at(0, ["Condition"]),
		"evidence": {"condition": {"Bool": {"aws:MultiFactorAuthPresent": "yes"}}, "holds": []},
	}})
}

test_dead_mfa_condition_ignores_one_exact_age if {
	testing.ignores("dead-mfa-condition", testing.allowing({"NumericEquals": {"aws:MultiFactorAuthAge": "77"}}))
}

test_dead_mfa_condition_ignores_guard if {
	testing.ignores("dead-mfa-condition", testing.exempting(testing.enrolment))
}
