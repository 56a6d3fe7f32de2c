package mfa.rules_test

test_forwarded_allowed_finds_shortfall if {
	short := shortfall("forwarded-from-api-key", "services", "blocked")
	found_of("forwarded-allowed", short) == {cell(
		"forwarded-allowed", short,
		"forwarded by a service that an access key called is allowed (2 actions that the profile wants blocked)",
	)}
}

test_forwarded_allowed_spares_other_cells if {
	found_of("forwarded-allowed", shortfall("forwarded-from-api-key", "services", "open")) == set()
}
