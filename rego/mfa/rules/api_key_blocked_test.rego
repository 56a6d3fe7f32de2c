package mfa.rules_test

test_api_key_blocked_finds_shortfall if {
	short := shortfall("api-key", "services", "open")
	found_of("api-key-blocked", short) == {cell(
		"api-key-blocked", short,
		"with an access key is denied (2 actions that the grants would allow): because",
	)}
}

test_api_key_blocked_spares_other_cells if {
	found_of("api-key-blocked", shortfall("api-key", "services", "blocked")) == set()
}
