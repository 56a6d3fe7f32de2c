package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_console_with_mfa_blocked_finds_shortfall if {
	short := testing.shortfall("console-with-mfa", "identity", "open")
	testing.reports_shortfall("console-with-mfa-blocked", short, {testing.cell(
		"console-with-mfa-blocked", short,
		"from a console session with MFA is denied (2 actions that the grants would allow): because",
	)})
}

test_console_with_mfa_blocked_spares_other_cells if {
	testing.ignores_shortfall("console-with-mfa-blocked", testing.shortfall("console-without-mfa", "identity", "blocked"))
}
