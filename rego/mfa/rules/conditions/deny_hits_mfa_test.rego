package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

test_deny_hits_mfa_finds_true if {
	condition := {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
	testing.reports("deny-hits-mfa", testing.denying(condition), {{
		"rule": "deny-hits-mfa",
		"message": concat("", [
			"Bool on aws:MultiFactorAuthPresent holds for a session with MFA, ",
			"so this Deny stops who used it",
		]),
		"at": testing.at(0, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["aged", "fresh"]},
	}})
}

test_deny_hits_mfa_finds_null_false if {
	count(testing.found("deny-hits-mfa", testing.denying({"Null": {"aws:MultiFactorAuthPresent": "false"}}))) == 1
}

test_deny_hits_mfa_spares_guard_and_age if {
	testing.ignores("deny-hits-mfa", testing.identity([
		testing.guard(testing.enrolment),
		testing.with_condition("Deny", {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}),
	]))
}
