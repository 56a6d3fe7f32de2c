package mfa.rules_test

test_misspelt_mfa_key_finds_typo if {
	found("misspelt-mfa-key", identity([with_condition(
		"Deny",
		{"BoolIfExists": {"aws:MultiFactorAuthPresnt": "false"}},
	)])) == {{
		"rule": "misspelt-mfa-key",
		"message": concat("", [
			"aws:MultiFactorAuthPresnt is no condition key; ",
			"the MFA keys are aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge",
		]),
		"at": at(0, ["Condition", "BoolIfExists", "aws:MultiFactorAuthPresnt"]),
		"evidence": {"key": "aws:MultiFactorAuthPresnt"},
	}}
}

test_misspelt_mfa_key_finds_invented_names if {
	some key in ["aws:MFAPresent", "MultiFactorAuthPresent", "aws:mfaAuthenticated", "aws:Multi-FactorAuthAge"]
	count(found("misspelt-mfa-key", identity([with_condition("Allow", {"Bool": {key: "true"}})]))) == 1
}

test_misspelt_mfa_key_spares_real_keys if {
	found("misspelt-mfa-key", identity([with_condition("Deny", {
		"BoolIfExists": {"AWS:MultifactorAuthPresent": "false"},
		"StringEquals": {"aws:PrincipalTag/mfa": "no"},
	})])) == set()
}
