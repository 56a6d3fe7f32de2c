package mfa.rules_test

test_console_with_mfa_blocked_finds_shortfall if {
	short := shortfall("console-with-mfa", "identity", "open")
	found_of("console-with-mfa-blocked", short) == {cell(
		"console-with-mfa-blocked", short,
		"from a console session with MFA is denied (2 actions that the grants would allow): because",
	)}
}

test_console_with_mfa_blocked_spares_other_cells if {
	found_of("console-with-mfa-blocked", shortfall("console-without-mfa", "identity", "blocked")) == set()
}
