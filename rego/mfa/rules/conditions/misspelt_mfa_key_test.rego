package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/misspelt-mfa-key.md.
examples contains {
	"rule": "misspelt-mfa-key",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresnt": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_misspelt_mfa_key_finds_typo if {
	testing.reports(
		"misspelt-mfa-key", testing.denying({"BoolIfExists": {"aws:MultiFactorAuthPresnt": "false"}}),
		{{
			"rule": "misspelt-mfa-key",
			"message": concat("", [
				"aws:MultiFactorAuthPresnt is not a condition key; ",
				"the MFA keys are aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge",
			]),
			"at": testing.at(0, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresnt"]),
			"evidence": {"key": "aws:MultiFactorAuthPresnt"},
		}},
	)
}

test_misspelt_mfa_key_finds_invented_names if {
	some key in ["aws:MFAPresent", "MultiFactorAuthPresent", "aws:mfaAuthenticated", "aws:Multi-FactorAuthAge"]
	count(testing.found("misspelt-mfa-key", testing.allowing({"Bool": {key: "true"}}))) == 1
}

test_misspelt_mfa_key_ignores_real_keys if {
	testing.ignores("misspelt-mfa-key", testing.denying({
		"BoolIfExists": {"AWS:MultifactorAuthPresent": "false"},
		"StringEquals": {"aws:PrincipalTag/mfa": "no"},
	}))
}
