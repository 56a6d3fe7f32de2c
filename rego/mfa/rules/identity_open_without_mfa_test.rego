package mfa.rules_test

test_identity_open_without_mfa_finds_shortfall if {
	short := shortfall("api-key", "identity", "guarded")
	found_of("identity-open-without-mfa", short) == {cell(
		"identity-open-without-mfa", short,
		"from an access key is allowed without MFA (2 actions that change identity)",
	)}
}

test_identity_open_without_mfa_spares_other_cells if {
	found_of("identity-open-without-mfa", shortfall("api-key", "identity", "blocked")) == set()
}
