package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/allow-for-all-values.md.
examples contains {
	"rule": "allow-for-all-values",
	"avoid": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
}

test_allow_for_all_values_finds_allow if {
	condition := {"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "true"}}
	testing.reports("allow-for-all-values", testing.allowing(condition), {{
		"rule": "allow-for-all-values",
		"message": concat("", [
			"ForAllValues:Bool on aws:MultiFactorAuthPresent matches when the key is absent, ",
			"so access keys get this Allow without MFA",
		]),
		"at": testing.at(0, ["Condition", "ForAllValues:Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
	}})
}

test_allow_for_all_values_ignores_bool_if_exists if {
	testing.ignores("allow-for-all-values", testing.allowing({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}))
}

test_allow_for_all_values_ignores_deny if {
	testing.ignores(
		"allow-for-all-values",
		testing.denying({"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "false"}}),
	)
}
