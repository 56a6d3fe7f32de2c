package mfa.rules_test

test_age_without_if_exists_finds_lone_deny if {
	condition := {"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}}
	found("age-without-if-exists", identity([with_condition("Deny", condition)])) == {{
		"rule": "age-without-if-exists",
		"message": concat("", [
			"NumericGreaterThan on aws:MultiFactorAuthAge does not hold where MFA was not used, ",
			"and no other Deny stops that",
		]),
		"at": at(0, ["Condition", "NumericGreaterThan", "aws:MultiFactorAuthAge"]),
		"evidence": {"condition": condition, "holds": ["aged"]},
	}}
}

test_age_without_if_exists_finds_pair_that_spares_keys if {
	count(found("age-without-if-exists", identity([
		with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}),
		with_condition("Deny", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}),
	]))) == 1
}

test_age_without_if_exists_spares_pair_that_spares_keys_where_they_are_free if {
	found("age-without-if-exists", under("console-only", identity([
		with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}),
		with_condition("Deny", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}),
	]))) == set()
}

test_age_without_if_exists_spares_if_exists if {
	found("age-without-if-exists", identity([with_condition(
		"Deny",
		{"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "1800"}},
	)])) == set()
}

# The pair of "Example bucket policies", with JSON values.
test_age_without_if_exists_spares_published_pair if {
	found("age-without-if-exists", identity([
		with_condition("Deny", {"Null": {"aws:MultiFactorAuthAge": true}}),
		with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}}),
	])) == set()
}

exempting_guard(exempt) := {
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}

# The guard of AWS's self-management policy beside it stops all but enrolment.
test_age_without_if_exists_spares_pair_with_a_guard_that_exempts_enrolment if {
	aged := with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}})
	guard := exempting_guard(["iam:EnableMFADevice", "iam:CreateVirtualMFADevice", "sts:GetSessionToken"])
	found("age-without-if-exists", identity([aged, guard])) == set()
}

test_age_without_if_exists_finds_pair_with_a_guard_that_exempts_more if {
	aged := with_condition("Deny", {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 3600}})
	count(found("age-without-if-exists", identity([aged, exempting_guard(["iam:*"])]))) == 1
}
