package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/allow-holds-without-mfa.md.
examples contains {
	"rule": "allow-holds-without-mfa",
	"avoid": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"NumericLessThanIfExists": {"aws:MultiFactorAuthAge": "3600"}},
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}},
	},
}

test_allow_holds_without_mfa_finds_age_with_if_exists if {
	condition := {"NumericLessThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}
	testing.reports("allow-holds-without-mfa", testing.allowing(condition), {{
		"rule": "allow-holds-without-mfa",
		"message": concat("", [
			"NumericLessThanIfExists on aws:MultiFactorAuthAge matches with and without MFA, ",
			"so this Allow requires nothing",
		]),
		"at": testing.at(0, ["Condition", "NumericLessThanIfExists", "aws:MultiFactorAuthAge"]),
		"evidence": {"condition": condition, "holds": ["absent", "aged", "false", "fresh"]},
	}})
}

test_allow_holds_without_mfa_ignores_age if {
	testing.ignores("allow-holds-without-mfa", testing.allowing({"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}))
}
