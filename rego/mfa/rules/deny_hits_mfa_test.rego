package mfa.rules_test

test_deny_hits_mfa_finds_true if {
	condition := {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
	found("deny-hits-mfa", identity([with_condition("Deny", condition)])) == {{
		"rule": "deny-hits-mfa",
		"message": concat("", [
			"Bool on aws:MultiFactorAuthPresent holds for a session with MFA, ",
			"so this Deny stops who used it",
		]),
		"at": at(0, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]),
		"evidence": {"condition": condition, "holds": ["aged", "fresh"]},
	}}
}

test_deny_hits_mfa_finds_null_false if {
	count(found("deny-hits-mfa", identity([with_condition(
		"Deny",
		{"Null": {"aws:MultiFactorAuthPresent": "false"}},
	)]))) == 1
}

test_deny_hits_mfa_spares_guard_and_age if {
	found("deny-hits-mfa", identity([
		guard(enrolment),
		with_condition("Deny", {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}),
	])) == set()
}
