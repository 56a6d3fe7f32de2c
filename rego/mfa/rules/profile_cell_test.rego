package mfa.rules_test

test_profile_cell_finds_what_no_other_rule_tells if {
	short := shortfall("role-session", "services", "blocked")
	found_of("profile-cell", short) == {cell(
		"profile-cell", short,
		"from a role session is allowed (2 actions that the profile wants blocked)",
	)}
}

test_profile_cell_finds_what_is_denied if {
	short := shortfall("federated", "identity", "open")
	found_of("profile-cell", short) == {cell(
		"profile-cell", short,
		"from a federated session is denied (2 actions that the profile wants open)",
	)}
}

test_profile_cell_spares_what_another_rule_tells if {
	found_of("profile-cell", shortfall("api-key", "services", "blocked")) == set()
}
