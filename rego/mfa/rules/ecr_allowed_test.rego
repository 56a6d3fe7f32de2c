package mfa.rules_test

test_ecr_allowed_finds_shortfall if {
	short := shortfall("ecr-from-api-key", "services", "blocked")
	found_of("ecr-allowed", short) == {cell(
		"ecr-allowed", short,
		"with a registry token from an access key is allowed (2 actions that the profile wants blocked)",
	)}
}

test_ecr_allowed_spares_other_cells if {
	found_of("ecr-allowed", shortfall("ecr-from-api-key", "services", "open")) == set()
}
