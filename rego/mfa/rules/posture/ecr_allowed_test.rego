package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_ecr_allowed_finds_shortfall if {
	short := testing.shortfall("ecr-from-api-key", "services", "blocked")
	testing.reports_shortfall("ecr-allowed", short, {testing.cell(
		"ecr-allowed", short,
		"with a registry token from an access key is allowed (2 actions that the profile wants blocked)",
	)})
}

test_ecr_allowed_spares_other_cells if {
	testing.ignores_shortfall("ecr-allowed", testing.shortfall("ecr-from-api-key", "services", "open"))
}
