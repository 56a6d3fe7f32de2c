package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_console_without_mfa_allowed_finds_shortfall if {
	short := testing.shortfall("console-without-mfa", "identity", "blocked")
	testing.reports_shortfall("console-without-mfa-allowed", short, {testing.cell(
		"console-without-mfa-allowed", short,
		"Console sessions work without MFA: 2 actions are allowed, for example ", "; expected blocked",
	)})
}

test_console_without_mfa_allowed_ignores_other_cells if {
	testing.ignores_shortfall("console-without-mfa-allowed", testing.shortfall("console-with-mfa", "identity", "open"))
}
