package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_session_without_mfa_allowed_finds_shortfall if {
	short := testing.shortfall("session-without-mfa", "services", "blocked")
	testing.reports_shortfall("session-without-mfa-allowed", short, {testing.cell(
		"session-without-mfa-allowed", short,
		"GetSessionToken sessions work without MFA: 2 actions are allowed, for example ", "; expected blocked",
	)})
}

test_session_without_mfa_allowed_ignores_other_cells if {
	testing.ignores_shortfall("session-without-mfa-allowed", testing.shortfall("session-with-mfa", "services", "open"))
}
