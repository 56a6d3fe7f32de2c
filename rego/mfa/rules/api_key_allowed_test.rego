package mfa.rules_test

test_api_key_allowed_finds_shortfall if {
	short := shortfall("api-key", "services", "blocked")
	found_of("api-key-allowed", short) == {cell(
		"api-key-allowed", short,
		"with an access key and no MFA is allowed (2 actions that the profile wants blocked)",
	)}
}

test_api_key_allowed_spares_other_cells if {
	found_of("api-key-allowed", shortfall("api-key", "services", "open")) == set()
}
