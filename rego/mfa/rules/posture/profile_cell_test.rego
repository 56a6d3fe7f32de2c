package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_profile_cell_finds_what_no_other_rule_tells if {
	short := testing.shortfall("role-session", "services", "blocked")
	testing.reports_shortfall("profile-cell", short, {testing.cell(
		"profile-cell", short,
		"The profile is violated for a role session: 2 actions are allowed, for example ", "; expected blocked",
	)})
}

test_profile_cell_finds_what_is_denied if {
	short := testing.shortfall("federated", "identity", "open")
	testing.reports_shortfall("profile-cell", short, {testing.cell(
		"profile-cell", short,
		"The profile is violated for a federated session: 2 granted actions are denied, for example ", ": because",
	)})
}

test_profile_cell_ignores_what_another_rule_tells if {
	testing.ignores_shortfall("profile-cell", testing.shortfall("api-key", "services", "blocked"))
}
