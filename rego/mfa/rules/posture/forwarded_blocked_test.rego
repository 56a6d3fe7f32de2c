package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_forwarded_blocked_finds_shortfall if {
	short := testing.shortfall("forwarded-from-api-key", "services", "open")
	testing.reports_shortfall("forwarded-blocked", short, {testing.cell(
		"forwarded-blocked", short,
		"Calls of AWS services on a key's behalf are blocked: 2 granted actions are denied, for example ", ": because",
	)})
}

test_forwarded_blocked_ignores_other_cells if {
	testing.ignores_shortfall("forwarded-blocked", testing.shortfall("forwarded-from-api-key", "services", "blocked"))
}
