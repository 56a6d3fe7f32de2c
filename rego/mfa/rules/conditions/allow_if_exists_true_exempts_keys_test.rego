package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/allow-if-exists-true-exempts-keys.md.
examples contains {
	"rule": "allow-if-exists-true-exempts-keys",
	"profile": "console-only",
	"avoid": {
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": [
		{
			"Effect": "Allow",
			"Action": "s3:*",
			"Resource": "*",
		},
		{
			"Effect": "Deny",
			"Action": "s3:*",
			"Resource": "*",
			"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
		},
	],
}

test_allow_if_exists_true_exempts_keys_finds_allow if {
	condition := {"BoolIfExists": {"aws:MultiFactorAuthPresent": true}}
	testing.reports(
		"allow-if-exists-true-exempts-keys", testing.under(
			"console-only",
			testing.allowing(condition),
		),
		{{
			"rule": "allow-if-exists-true-exempts-keys",
			"message": concat("", [
				"BoolIfExists on aws:MultiFactorAuthPresent requires MFA of console sessions but not of access keys, ",
				"and only for this Allow",
			]),
			"at": testing.at(0, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"]),
			"evidence": {"condition": condition, "holds": ["absent", "aged", "fresh"]},
		}},
	)
}

test_allow_if_exists_true_exempts_keys_ignores_profile_that_stops_keys if {
	testing.ignores(
		"allow-if-exists-true-exempts-keys",
		testing.allowing({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}),
	)
}
