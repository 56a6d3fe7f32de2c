package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_profile_cell_finds_what_no_other_rule_tells if {
	short := testing.shortfall("role-session", "services", "blocked")
	testing.reports_shortfall("profile-cell", short, {testing.cell(
		"profile-cell", short,
		"from a role session is allowed (2 actions that the profile wants blocked)",
	)})
}

test_profile_cell_finds_what_is_denied if {
	short := testing.shortfall("federated", "identity", "open")
	testing.reports_shortfall("profile-cell", short, {testing.cell(
		"profile-cell", short,
		"from a federated session is denied (2 actions that the profile wants open)",
	)})
}

test_profile_cell_spares_what_another_rule_tells if {
	testing.ignores_shortfall("profile-cell", testing.shortfall("api-key", "services", "blocked"))
}
