package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_api_key_allowed_finds_shortfall if {
	short := testing.shortfall("api-key", "services", "blocked")
	testing.reports_shortfall("api-key-allowed", short, {testing.cell(
		"api-key-allowed", short,
		"Access keys work without MFA: 2 actions are allowed, for example ", "; expected blocked",
	)})
}

test_api_key_allowed_ignores_other_cells if {
	testing.ignores_shortfall("api-key-allowed", testing.shortfall("api-key", "services", "open"))
}
