package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_session_with_mfa_blocked_finds_shortfall if {
	short := testing.shortfall("session-with-mfa", "services", "open")
	testing.reports_shortfall("session-with-mfa-blocked", short, {testing.cell(
		"session-with-mfa-blocked", short,
		"GetSessionToken sessions with MFA are blocked: 2 granted actions are denied, for example ", ": because",
	)})
}

test_session_with_mfa_blocked_ignores_other_cells if {
	testing.ignores_shortfall("session-with-mfa-blocked", testing.shortfall("session-without-mfa", "services", "blocked"))
}
