package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_ecr_allowed_finds_shortfall if {
	short := testing.shortfall("ecr-from-api-key", "services", "blocked")
	testing.reports_shortfall("ecr-allowed", short, {testing.cell(
		"ecr-allowed", short,
		"Docker push and pull with an access key work without MFA: 2 actions are allowed, for example ", "; expected blocked",
	)})
}

test_ecr_allowed_ignores_other_cells if {
	testing.ignores_shortfall("ecr-allowed", testing.shortfall("ecr-from-api-key", "services", "open"))
}
