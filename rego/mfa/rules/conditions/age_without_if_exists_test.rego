package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/age-without-if-exists.md.
examples contains {
	"rule": "age-without-if-exists",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}},
	},
}

test_age_without_if_exists_finds_lone_deny if {
	condition := {"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}}
	testing.reports("age-without-if-exists", testing.denying(condition), {{
		"rule": "age-without-if-exists",
		"message": concat("", [
			"NumericGreaterThan on aws:MultiFactorAuthAge does not match sessions without MFA, ",
			"and no other Deny stops them",
		]),
		"at": testing.at(0, ["Condition", "NumericGreaterThan", "aws:MultiFactorAuthAge"]),
		"evidence": {"condition": condition, "holds": ["aged"]},
	}})
}

test_age_without_if_exists_finds_pair_that_ignores_keys if {
	testing.reports(
		"age-without-if-exists", testing.identity([
			testing.with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}),
			testing.with_condition("Deny", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}),
		]),
		{{
			"rule": "age-without-if-exists",
			"message": concat("", [
				"NumericGreaterThan on aws:MultiFactorAuthAge does not match sessions without MFA, and no ",
				"other Deny stops them",
			]),
			"at": testing.at(0, ["Condition", "NumericGreaterThan", "aws:MultiFactorAuthAge"]),
			"evidence": {"condition": {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}, "holds": ["aged"]},
		}},
	)
}

test_age_without_if_exists_ignores_pair_that_ignores_keys_where_they_are_free if {
	testing.ignores("age-without-if-exists", testing.under("console-only", testing.identity([
		testing.with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}),
		testing.with_condition("Deny", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}),
	])))
}

test_age_without_if_exists_ignores_if_exists if {
	testing.ignores(
		"age-without-if-exists",
		testing.denying({"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "1800"}}),
	)
}

# The pair of "Example bucket policies", with JSON values.
test_age_without_if_exists_ignores_published_pair if {
	testing.ignores("age-without-if-exists", testing.identity([
		testing.with_condition("Deny", {"Null": {"aws:MultiFactorAuthAge": true}}),
		testing.with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}),
	]))
}

exempting_guard(exempt) := {
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}

# The guard of AWS's self-management policy stops everything except enrollment.
test_age_without_if_exists_ignores_pair_with_a_guard_that_exempts_enrolment if {
	aged := testing.with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}})
	guard := exempting_guard(["iam:EnableMFADevice", "iam:CreateVirtualMFADevice", "sts:GetSessionToken"])
	testing.ignores("age-without-if-exists", testing.identity([aged, guard]))
}

test_age_without_if_exists_finds_pair_with_a_guard_that_exempts_more if {
	aged := testing.with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}})
	testing.reports("age-without-if-exists", testing.identity([aged, exempting_guard(["iam:*"])]), {{
		"rule": "age-without-if-exists",
		"message": concat("", [
			"NumericGreaterThan on aws:MultiFactorAuthAge does not match sessions without MFA, and no ",
			"other Deny stops them",
		]),
		"at": testing.at(0, ["Condition", "NumericGreaterThan", "aws:MultiFactorAuthAge"]),
		"evidence": {"condition": {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}, "holds": ["aged"]},
	}})
}
