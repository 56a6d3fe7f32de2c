package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/deny-blocks-mfa.md.
examples contains {
	"rule": "deny-blocks-mfa",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_deny_blocks_mfa_finds_true if {
	condition := {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
	testing.reports("deny-blocks-mfa", testing.denying(condition), {{
		"rule": "deny-blocks-mfa",
		"message": concat("", [
			"Bool on aws:MultiFactorAuthPresent matches sessions with MFA, ",
			"so this Deny stops them",
		]),
		"at": testing.at(0, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["aged", "fresh"]},
	}})
}

test_deny_blocks_mfa_finds_null_false if {
	testing.reports("deny-blocks-mfa", testing.denying({"Null": {"aws:MultiFactorAuthPresent": "false"}}), {{
		"rule": "deny-blocks-mfa",
		"message": "Null on aws:MultiFactorAuthPresent matches sessions with MFA, so this Deny stops them",
		"at": testing.at(0, ["Condition", "Null", "aws:MultiFactorAuthPresent"]),
		"evidence": {
			"condition": {"Null": {"aws:MultiFactorAuthPresent": "false"}},
			"holds": ["aged", "false", "fresh"],
		},
	}})
}

test_deny_blocks_mfa_ignores_guard_and_age if {
	testing.ignores("deny-blocks-mfa", testing.identity([
		testing.guard(testing.enrolment),
		testing.with_condition("Deny", {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}),
	]))
}
