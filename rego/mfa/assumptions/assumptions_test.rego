package mfa.assumptions_test

import data.mfa.assumptions
import data.mfa.testing_test as testing

test_the_options_are_those_of_the_evaluation_and_those_of_the_credentials if {
	assumptions.evaluation["user-name-case"] == ["sensitive", "insensitive"]
	readings := ["absent", "false"]
	assumptions.of_credentials == {"role-session-flag": readings} with data.mfa.credentials as testing.credentials
	assumptions.options["role-session-flag"] == readings with data.mfa.credentials as testing.credentials
	assumptions.options["user-name-case"] == ["sensitive", "insensitive"]
}

test_the_evaluation_gets_only_what_it_knows if {
	given := {"user-name-case": "insensitive", "role-session-flag": "absent"}
	assumptions.for_evaluation == {"user-name-case": "insensitive"} with input as {"assumptions": given}
	assumptions.for_evaluation == {} with input as {}
}

test_the_other_side_agrees_unless_it_is_chosen_otherwise if {
	given := {"user-name-case": "insensitive", "unstated-resource-policy": "denies"}
	assumptions.for_one_side == {"unstated-resource-policy": "agrees"} with input as {}
	assumptions.for_one_side == given with input as {"assumptions": given}
}

variant(credential, chosen) := found if {
	found := assumptions.variant(credential) with input as {"assumptions": chosen}
		with data.mfa.credentials as testing.credentials
}

test_the_variant_of_a_credential_is_the_chosen_one_or_its_default if {
	variant("role-session", {}) == "false"
	variant("role-session", {"role-session-flag": "absent"}) == "absent"
	variant("role-session", {"role-session-flag": "strange"}) == "false"
	variant("api-key", {"role-session-flag": "false"}) == "absent"
	not variant("strange", {})
}

test_a_credential_names_the_assumption_that_its_variants_are_readings_of if {
	assumptions.name_of("role-session") == "role-session-flag" with data.mfa.credentials as testing.credentials
	not assumptions.name_of("api-key") with data.mfa.credentials as testing.credentials
}
