package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_identity_open_without_mfa_finds_shortfall if {
	short := testing.shortfall("api-key", "identity", "guarded")
	testing.reports_shortfall("identity-open-without-mfa", short, {testing.cell(
		"identity-open-without-mfa", short,
		"Identity can be changed without MFA from an access key: 2 actions are allowed, for example ",
		"; expected guarded",
	)})
}

test_identity_open_without_mfa_ignores_other_cells if {
	testing.ignores_shortfall("identity-open-without-mfa", testing.shortfall("api-key", "identity", "blocked"))
}
