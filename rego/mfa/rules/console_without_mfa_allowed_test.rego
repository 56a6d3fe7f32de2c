package mfa.rules_test

test_console_without_mfa_allowed_finds_shortfall if {
	short := shortfall("console-without-mfa", "identity", "blocked")
	found_of("console-without-mfa-allowed", short) == {cell(
		"console-without-mfa-allowed", short,
		"from a console session without MFA is allowed (2 actions that the profile wants blocked)",
	)}
}

test_console_without_mfa_allowed_spares_other_cells if {
	found_of("console-without-mfa-allowed", shortfall("console-with-mfa", "identity", "open")) == set()
}
