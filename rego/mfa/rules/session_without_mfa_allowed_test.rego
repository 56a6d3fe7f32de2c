package mfa.rules_test

test_session_without_mfa_allowed_finds_shortfall if {
	short := shortfall("session-without-mfa", "services", "blocked")
	found_of("session-without-mfa-allowed", short) == {cell(
		"session-without-mfa-allowed", short,
		"from a GetSessionToken session without MFA is allowed (2 actions that the profile wants blocked)",
	)}
}

test_session_without_mfa_allowed_spares_other_cells if {
	found_of("session-without-mfa-allowed", shortfall("session-with-mfa", "services", "open")) == set()
}
