package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/deny-bool-false.md.
examples contains {
	"rule": "deny-bool-false",
	"avoid": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_deny_bool_false_finds_bool if {
	testing.reports("deny-bool-false", testing.identity([testing.allow_all, testing.bool_guard(testing.enrolment)]), {{
		"rule": "deny-bool-false",
		"message": concat("", [
			"Bool on aws:MultiFactorAuthPresent does not match when the key is absent, ",
			"so this Deny does not stop access keys",
		]),
		"at": testing.at(1, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}, "holds": ["false"]},
	}})
}

test_deny_bool_false_finds_set_operator if {
	condition := {"ForAnyValue:Bool": {"aws:MultiFactorAuthPresent": "false"}}
	testing.reports("deny-bool-false", testing.denying(condition), {{
		"rule": "deny-bool-false",
		"message": concat("", [
			"ForAnyValue:Bool on aws:MultiFactorAuthPresent does not match when the key is absent, ",
			"so this Deny does not stop access keys",
		]),
		"at": testing.at(0, ["Condition", "ForAnyValue:Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["false"]},
	}})
}

test_deny_bool_false_ignores_recommended_guard if {
	testing.ignores("deny-bool-false", testing.identity([testing.allow_all, testing.guard(testing.enrolment)]))
}

test_deny_bool_false_ignores_profile_that_leaves_keys if {
	testing.ignores(
		"deny-bool-false",
		testing.under("console-only", testing.identity([testing.bool_guard(testing.enrolment)])),
	)
}

test_deny_bool_false_ignores_pair_of_denies if {
	testing.ignores("deny-bool-false", testing.identity([testing.bool_guard(testing.enrolment), object.union(
		object.remove(testing.guard(testing.enrolment), ["Condition"]),
		{"Condition": {"Null": {"aws:MultiFactorAuthPresent": "true"}}},
	)]))
}

test_deny_bool_false_names_all_that_is_asked_together if {
	asked := {
		"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
		"Null": {"aws:MultiFactorAuthPresent": "false"},
	}
	testing.reports(
		"deny-bool-false",
		testing.identity([testing.allow_all, testing.with_condition("Deny", asked)]), {{
			"rule": "deny-bool-false",
			"message": concat("", [
				"BoolIfExists on aws:MultiFactorAuthPresent with Null on aws:MultiFactorAuthPresent does not ",
				"match when the key is absent, so this Deny does not stop access keys",
			]),
			"at": testing.at(1, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresent"]),
			"evidence": {
				"condition": asked,
				"holds": ["false"],
			},
		}},
	)
}
