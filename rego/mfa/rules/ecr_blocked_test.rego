package mfa.rules_test

test_ecr_blocked_finds_shortfall if {
	short := shortfall("ecr-from-api-key", "services", "open")
	found_of("ecr-blocked", short) == {cell(
		"ecr-blocked", short,
		"with a registry token from an access key is denied (2 actions that the grants would allow): because",
	)}
}

test_ecr_blocked_spares_other_cells if {
	found_of("ecr-blocked", shortfall("ecr-from-api-key", "services", "blocked")) == set()
}
