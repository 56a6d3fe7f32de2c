package mfa.rules_test

test_forwarded_blocked_finds_shortfall if {
	short := shortfall("forwarded-from-api-key", "services", "open")
	found_of("forwarded-blocked", short) == {cell(
		"forwarded-blocked", short,
		"forwarded by a service that an access key called is denied (2 actions that the grants would allow): because",
	)}
}

test_forwarded_blocked_spares_other_cells if {
	found_of("forwarded-blocked", shortfall("forwarded-from-api-key", "services", "blocked")) == set()
}
