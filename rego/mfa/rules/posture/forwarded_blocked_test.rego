package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_forwarded_blocked_finds_shortfall if {
	short := testing.shortfall("forwarded-from-api-key", "services", "open")
	testing.reports_shortfall("forwarded-blocked", short, {testing.cell(
		"forwarded-blocked", short,
		"forwarded by a service that an access key called is denied (2 actions that the grants would allow): because",
	)})
}

test_forwarded_blocked_spares_other_cells if {
	testing.ignores_shortfall("forwarded-blocked", testing.shortfall("forwarded-from-api-key", "services", "blocked"))
}
