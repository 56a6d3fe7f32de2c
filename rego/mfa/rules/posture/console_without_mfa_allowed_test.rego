package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_console_without_mfa_allowed_finds_shortfall if {
	short := testing.shortfall("console-without-mfa", "identity", "blocked")
	testing.reports_shortfall("console-without-mfa-allowed", short, {testing.cell(
		"console-without-mfa-allowed", short,
		"from a console session without MFA is allowed (2 actions that the profile wants blocked)",
	)})
}

test_console_without_mfa_allowed_spares_other_cells if {
	testing.ignores_shortfall("console-without-mfa-allowed", testing.shortfall("console-with-mfa", "identity", "open"))
}
