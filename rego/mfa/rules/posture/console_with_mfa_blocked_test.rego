package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_console_with_mfa_blocked_finds_shortfall if {
	short := testing.shortfall("console-with-mfa", "identity", "open")
	testing.reports_shortfall("console-with-mfa-blocked", short, {testing.cell(
		"console-with-mfa-blocked", short,
		"Console sessions with MFA are blocked: 2 granted actions are denied, for example ", ": because",
	)})
}

test_console_with_mfa_blocked_ignores_other_cells if {
	testing.ignores_shortfall("console-with-mfa-blocked", testing.shortfall("console-without-mfa", "identity", "blocked"))
}
