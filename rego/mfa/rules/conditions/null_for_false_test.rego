package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/null-for-false.md.
examples contains {
	"rule": "null-for-false",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"Null": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_null_for_false_finds_deny if {
	condition := {"Null": {"aws:MultiFactorAuthPresent": "true"}}
	testing.reports("null-for-false", testing.denying(condition), {{
		"rule": "null-for-false",
		"message": concat("", [
			"Null on aws:MultiFactorAuthPresent matches requests without the key, ",
			"so this Deny does not stop console sessions without MFA",
		]),
		"at": testing.at(0, ["Condition", "Null", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["absent"]},
	}})
}

test_null_for_false_finds_allow_for_every_temporary_credential if {
	testing.reports(
		"null-for-false",
		testing.allowing({"Null": {"aws:MultiFactorAuthPresent": "false"}}), {{
			"rule": "null-for-false",
			"message": concat("", [
				"Null on aws:MultiFactorAuthPresent matches every temporary credential, so console sessions ",
				"get this Allow without MFA",
			]),
			"at": testing.at(0, ["Condition", "Null", "aws:MultiFactorAuthPresent"]),
			"evidence": {
				"condition": {"Null": {"aws:MultiFactorAuthPresent": "false"}},
				"holds": ["aged", "false", "fresh"],
			},
		}},
	)
}

test_null_for_false_finds_allow_for_keys_only if {
	testing.reports("null-for-false", testing.allowing({"Null": {"aws:MultiFactorAuthPresent": "true"}}), {{
		"rule": "null-for-false",
		"message": concat("", [
			"Null on aws:MultiFactorAuthPresent matches requests without the key, so this Allow is for ",
			"keys, not for sessions with MFA",
		]),
		"at": testing.at(0, ["Condition", "Null", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": {"Null": {"aws:MultiFactorAuthPresent": "true"}}, "holds": ["absent"]},
	}})
}

test_null_for_false_ignores_age if {
	testing.ignores("null-for-false", testing.identity([
		testing.with_condition("Deny", {"Null": {"aws:MultiFactorAuthAge": "true"}}),
		testing.with_condition("Allow", {"Null": {"aws:MultiFactorAuthAge": "false"}}),
	]))
}

test_null_for_false_ignores_pair_of_denies if {
	testing.ignores("null-for-false", testing.identity([
		testing.with_condition("Deny", {"Null": {"aws:MultiFactorAuthPresent": "true"}}),
		testing.with_condition("Deny", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}),
	]))
}
