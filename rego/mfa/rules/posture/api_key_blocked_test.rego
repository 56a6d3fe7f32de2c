package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_api_key_blocked_finds_shortfall if {
	short := testing.shortfall("api-key", "services", "open")
	testing.reports_shortfall("api-key-blocked", short, {testing.cell(
		"api-key-blocked", short,
		"with an access key is denied (2 actions that the grants would allow): because",
	)})
}

test_api_key_blocked_spares_other_cells if {
	testing.ignores_shortfall("api-key-blocked", testing.shortfall("api-key", "services", "blocked"))
}
