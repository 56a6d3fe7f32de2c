package iam.assumptions_test

import data.iam.assumptions

defaults := {name: option["default"] | some name, option in assumptions.options}

test_every_default_is_one_of_the_values if {
	every option in assumptions.options {
		option["default"] in option.values
	}
}

test_the_defaults_are_in_force_where_nothing_is_chosen if {
	assumptions.chosen == defaults with input as {}
}

test_a_choice_takes_the_place_of_its_default_only if {
	expected := object.union(defaults, {"colon-crossing": "never"})
	assumptions.chosen == expected with input as {"assumptions": {"colon-crossing": "never"}}
}

test_a_name_that_is_no_assumption_is_not_in_force if {
	assumptions.chosen == defaults with input as {"assumptions": {"strange": "x"}}
}
