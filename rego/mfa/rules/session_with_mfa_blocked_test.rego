package mfa.rules_test

test_session_with_mfa_blocked_finds_shortfall if {
	short := shortfall("session-with-mfa", "services", "open")
	found_of("session-with-mfa-blocked", short) == {cell(
		"session-with-mfa-blocked", short,
		"from a GetSessionToken session with MFA is denied (2 actions that the grants would allow): because",
	)}
}

test_session_with_mfa_blocked_spares_other_cells if {
	found_of("session-with-mfa-blocked", shortfall("session-without-mfa", "services", "blocked")) == set()
}
