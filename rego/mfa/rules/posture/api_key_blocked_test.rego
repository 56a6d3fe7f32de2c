package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_api_key_blocked_finds_shortfall if {
	short := testing.shortfall("api-key", "services", "open")
	testing.reports_shortfall("api-key-blocked", short, {testing.cell(
		"api-key-blocked", short,
		"Access keys are blocked: 2 granted actions are denied, for example ", ": because",
	)})
}

test_api_key_blocked_ignores_other_cells if {
	testing.ignores_shortfall("api-key-blocked", testing.shortfall("api-key", "services", "blocked"))
}
