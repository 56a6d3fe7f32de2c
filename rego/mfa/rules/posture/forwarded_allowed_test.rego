package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_forwarded_allowed_finds_shortfall if {
	short := testing.shortfall("forwarded-from-api-key", "services", "blocked")
	testing.reports_shortfall("forwarded-allowed", short, {testing.cell(
		"forwarded-allowed", short,
		"Calls of AWS services on a key's behalf work without MFA: 2 actions are allowed, for example ", "; expected blocked",
	)})
}

test_forwarded_allowed_ignores_other_cells if {
	testing.ignores_shortfall("forwarded-allowed", testing.shortfall("forwarded-from-api-key", "services", "open"))
}
