package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/set-operator-on-mfa-key.md.
examples contains {
	"rule": "set-operator-on-mfa-key",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_set_operator_on_mfa_key_finds_deny if {
	testing.reports(
		"set-operator-on-mfa-key", testing.denying({"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "false"}}),
		{{
			"rule": "set-operator-on-mfa-key",
			"message": "ForAllValues:Bool is for keys with several values, but aws:MultiFactorAuthPresent has one",
			"at": testing.at(0, ["Condition", "ForAllValues:Bool", "aws:MultiFactorAuthPresent"]),
			"evidence": {"operator": "ForAllValues:Bool", "values": ["false"]},
		}},
	)
}

test_set_operator_on_mfa_key_finds_any if {
	testing.reports(
		"set-operator-on-mfa-key",
		testing.allowing({"ForAnyValue:Bool": {"aws:MultiFactorAuthPresent": "true"}}), {{
			"rule": "set-operator-on-mfa-key",
			"message": "ForAnyValue:Bool is for keys with several values, but aws:MultiFactorAuthPresent has one",
			"at": testing.at(0, ["Condition", "ForAnyValue:Bool", "aws:MultiFactorAuthPresent"]),
			"evidence": {"operator": "ForAnyValue:Bool", "values": ["true"]},
		}},
	)
}

test_set_operator_on_mfa_key_ignores_allow_that_another_rule_reports if {
	testing.ignores(
		"set-operator-on-mfa-key",
		testing.allowing({"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "true"}}),
	)
}

test_set_operator_on_mfa_key_ignores_bool if {
	testing.ignores("set-operator-on-mfa-key", testing.exempting(testing.enrolment))
}
