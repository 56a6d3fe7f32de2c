package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_forwarded_allowed_finds_shortfall if {
	short := testing.shortfall("forwarded-from-api-key", "services", "blocked")
	testing.reports_shortfall("forwarded-allowed", short, {testing.cell(
		"forwarded-allowed", short,
		"forwarded by a service that an access key called is allowed (2 actions that the profile wants blocked)",
	)})
}

test_forwarded_allowed_spares_other_cells if {
	testing.ignores_shortfall("forwarded-allowed", testing.shortfall("forwarded-from-api-key", "services", "open"))
}
