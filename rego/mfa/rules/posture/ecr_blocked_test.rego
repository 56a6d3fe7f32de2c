package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_ecr_blocked_finds_shortfall if {
	short := testing.shortfall("ecr-from-api-key", "services", "open")
	testing.reports_shortfall("ecr-blocked", short, {testing.cell(
		"ecr-blocked", short,
		"Docker push and pull with an access key are blocked: 2 granted actions are denied, for example ", ": because",
	)})
}

test_ecr_blocked_ignores_other_cells if {
	testing.ignores_shortfall("ecr-blocked", testing.shortfall("ecr-from-api-key", "services", "blocked"))
}
