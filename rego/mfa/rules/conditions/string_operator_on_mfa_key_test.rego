package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/string-operator-on-mfa-key.md.
examples contains {
	"rule": "string-operator-on-mfa-key",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"StringEqualsIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_string_operator_on_mfa_key_finds_string_equals if {
	testing.reports(
		"string-operator-on-mfa-key", testing.denying({"StringEqualsIfExists": {"aws:MultiFactorAuthPresent": "false"}}),
		{{
			"rule": "string-operator-on-mfa-key",
			"message": "StringEqualsIfExists compares the Boolean aws:MultiFactorAuthPresent as text",
			"at": testing.at(0, ["Condition", "StringEqualsIfExists", "aws:MultiFactorAuthPresent"]),
			"evidence": {"operator": "StringEqualsIfExists", "values": ["false"]},
		}},
	)
}

test_string_operator_on_mfa_key_ignores_bool if {
	testing.ignores("string-operator-on-mfa-key", testing.exempting(testing.enrolment))
}
