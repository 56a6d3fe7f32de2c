package iam.validation_test

import data.iam.testing_test as testing
import data.iam.validation

in_statement(type, value) := told(validation.statement_problems(type, {"pointer": "/s", "value": value}))

test_a_plain_statement_is_fine_in_every_policy_type if {
	every type in ["identity", "boundary", "session", "scp"] {
		in_statement(type, testing.allow({"Sid": "A", "Condition": {}})) == set()
		in_statement(type, {"Effect": "Deny", "NotAction": ["s3:*"], "NotResource": ["*"]}) == set()
	}
	in_statement("resource", testing.granting("*", {})) == set()
	in_statement("resource", {"Effect": "Deny", "NotPrincipal": {"AWS": ["1"]}, "Action": "*"}) == set()
	in_statement("rcp", testing.deny({"Principal": "*"})) == set()
}

test_a_statement_is_an_object if {
	every value in ["text", [], null, 1] {
		in_statement("identity", value) == {["", "a statement must be an object"]}
	}
}

test_an_element_that_does_not_exist_is_reported_with_the_nearest_name if {
	in_statement("identity", testing.allow({"Actions": "*", "Zz": 1})) == {
		["/Actions", "Syntax errors in policy: unknown element Actions; did you mean Action?"],
		["/Zz", "Syntax errors in policy: unknown element Zz"],
	}
}

test_effect_is_allow_or_deny_written_so if {
	expected := {["/Effect", `Effect must be "Allow" or "Deny" (case-sensitive)`]}
	in_statement("identity", {"Action": "*", "Resource": "*"}) == expected
	in_statement("identity", {"Effect": "allow", "Action": "*", "Resource": "*"}) == expected
	in_statement("identity", {"Effect": null, "Action": "*", "Resource": "*"}) == expected
}

test_a_sid_is_a_string if {
	in_statement("identity", testing.allow({"Sid": ""})) == set()
	in_statement("identity", testing.allow({"Sid": 1})) == {["/Sid", "Sid must be a string"]}
	in_statement("identity", testing.allow({"Sid": null})) == {["/Sid", "Sid must be a string"]}
}

test_a_statement_has_an_action_and_a_resource if {
	in_statement("identity", {"Effect": "Allow"}) == {
		["", "Policy statement must contain actions."],
		["", "Policy statement must contain resources."],
	}
}

test_a_statement_of_a_resource_policy_has_an_action_and_a_principal if {
	in_statement("resource", {"Effect": "Allow"}) == {
		["", "Policy statement must contain actions."],
		["", "a statement of a resource policy must contain a Principal"],
	}
}

test_an_element_and_its_not_form_cannot_stand_together if {
	in_statement("identity", testing.allow({"NotAction": "*", "NotResource": "*"})) == {
		["", "a statement must not have both Action and NotAction"],
		["", "a statement must not have both Resource and NotResource"],
	}
	in_statement("resource", testing.granting("*", {"Effect": "Deny", "NotPrincipal": "*"})) == {[
		"",
		"a statement must not have both Principal and NotPrincipal",
	]}
}

test_actions_and_resources_are_strings_or_arrays_of_strings if {
	every value in [[], {}, 1, null, true] {
		in_statement("identity", {"Effect": "Allow", "NotAction": value, "Resource": value}) == {
			["/NotAction", "NotAction must be a string or a non-empty array of strings"],
			["/Resource", "Resource must be a string or a non-empty array of strings"],
		}
	}
	in_statement("identity", {"Effect": "Allow", "Action": ["a:b", "a:c"], "NotResource": ""}) == set()
}

test_the_first_part_of_an_array_that_is_no_string_is_pointed_to if {
	every index, value in [[["*"]], ["*", 1, 2], ["*", "*", null]] {
		in_statement("identity", {"Effect": "Allow", "NotAction": value, "Resource": "*"}) == {[
			sprintf("/NotAction/%d", [index]),
			"NotAction must be a string or a non-empty array of strings",
		]}
	}
}

test_only_policies_of_resources_say_who if {
	every type in ["identity", "boundary", "session", "scp"] {
		in_statement(type, testing.allow({"Principal": "*"})) == {[
			"/Principal",
			sprintf("a policy of type %s must not have Principal", [type]),
		]}
	}
	in_statement("identity", testing.deny({"NotPrincipal": "*"})) == {[
		"/NotPrincipal",
		"a policy of type identity must not have NotPrincipal",
	]}
}

test_a_principal_is_a_star_or_a_map_of_known_types if {
	message := `a principal must be "*" or a map from AWS, Service, Federated or CanonicalUser to strings`
	every value in ["123456789012", {}, [], null, {"AWS": []}, {"AWS": 1}, {"Aws": "*"}, {"AWS": "*", "X": "y"}] {
		in_statement("resource", testing.granting(value, {})) == {["/Principal", message]}
	}
	in_statement("resource", testing.granting({"AWS": "*", "Service": ["a.b"], "Federated": "c"}, {})) == set()
}

test_not_principal_works_only_with_deny if {
	in_statement("resource", {"Effect": "Allow", "Action": "*", "NotPrincipal": {"AWS": "1"}}) == {[
		"/NotPrincipal",
		"NotPrincipal works only with Deny",
	]}
}

test_a_canonical_user_cannot_be_distinguished_in_a_deny if {
	message := "CanonicalUser cannot be compared with a principal; write its ARN under AWS"
	in_statement("resource", testing.granting({"CanonicalUser": "abc"}, {})) == set()
	in_statement("resource", testing.granting({"CanonicalUser": "abc"}, {"Effect": "Deny"})) == {[
		"/Principal",
		message,
	]}
	in_statement("resource", {"Effect": "Deny", "Action": "*", "NotPrincipal": {"CanonicalUser": "abc"}}) == {[
		"/NotPrincipal",
		message,
	]}
}

test_the_conditions_of_a_statement_are_looked_at_too if {
	in_statement("identity", testing.allow({"Condition": []})) == {[
		"/Condition",
		"Condition must be a map from operators to maps from keys to values",
	]}
}
