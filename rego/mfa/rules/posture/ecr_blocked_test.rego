package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_ecr_blocked_finds_shortfall if {
	short := testing.shortfall("ecr-from-api-key", "services", "open")
	testing.reports_shortfall("ecr-blocked", short, {testing.cell(
		"ecr-blocked", short,
		"with a registry token from an access key is denied (2 actions that the grants would allow): because",
	)})
}

test_ecr_blocked_spares_other_cells if {
	testing.ignores_shortfall("ecr-blocked", testing.shortfall("ecr-from-api-key", "services", "blocked"))
}
