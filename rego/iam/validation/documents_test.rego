package iam.validation_test

import data.iam.testing_test as testing
import data.iam.validation

of(policies) := found if {
	found := validation.problems with input as {"policies": policies}
}

plain := testing.document([testing.allow({})])

test_policies_of_every_type_are_fine if {
	of({
		"identity": [plain],
		"boundary": [plain],
		"session": [],
		"scp": [[plain], []],
		"rcp": null,
		"resource": testing.document([testing.granting("*", {})]),
	}) == set()
	of({}) == set()
}

test_policies_are_an_object if {
	expected := {{"where": "/policies", "message": "policies must be an object with the policy types as keys"}}
	validation.problems == expected with input as {}
	validation.problems == expected with input as {"policies": [plain]}
	validation.problems == expected with input as {"policies": null}
}

test_a_policy_type_that_does_not_exist_is_reported if {
	of({"group": [plain]}) == {{
		"where": "/policies/group",
		"message": "group is not a policy type; expected one of boundary, identity, rcp, resource, scp, session",
	}}
}

test_identity_boundary_and_session_policies_are_arrays if {
	of({"identity": plain, "boundary": "x", "session": {}}) == {
		{"where": "/policies/identity", "message": "identity must be an array of documents or null"},
		{"where": "/policies/boundary", "message": "boundary must be an array of documents or null"},
		{"where": "/policies/session", "message": "session must be an array of documents or null"},
	}
}

test_control_policies_are_arrays_of_levels if {
	message := "%s must be an array of levels, each an array of documents, or null"
	of({"scp": [plain], "rcp": plain}) == {
		{"where": "/policies/scp", "message": sprintf(message, ["scp"])},
		{"where": "/policies/rcp", "message": sprintf(message, ["rcp"])},
	}
}

test_an_assumption_has_one_of_its_values if {
	validation.problems == {{
		"where": "/assumptions/user-name-case",
		"message": "any is not a value of the assumption user-name-case; expected one of sensitive, insensitive",
	}} with input as {"policies": {}, "assumptions": {"user-name-case": "any"}}
	validation.problems == set() with input as {"policies": {}, "assumptions": {"user-name-case": "insensitive"}}
}

test_an_assumption_that_does_not_exist_is_reported if {
	some found in validation.problems with input as {"policies": {}, "assumptions": {"strange": "x"}}
	found.where == "/assumptions/strange"
	startswith(found.message, "strange is not an assumption; expected one of colon-crossing, federated-user-parent, ")
}

test_documents_are_not_looked_at_before_the_types_are_right if {
	of({"identity": ["text"], "scp": {}}) == {{
		"where": "/policies/scp",
		"message": "scp must be an array of levels, each an array of documents, or null",
	}}
}

test_a_document_is_an_object if {
	of({"identity": ["text", plain], "scp": [[plain, []]]}) == {
		{"where": "/policies/identity/0", "message": "a policy document must be an object"},
		{"where": "/policies/scp/0/1", "message": "a policy document must be an object"},
	}
}

test_a_version_is_one_of_two if {
	statement := testing.allow({})
	of({"identity": [{"Version": "2008-10-17", "Statement": statement}, {"Statement": statement}]}) == set()
	of({"resource": {"Version": "2012-10-18", "Statement": testing.granting("*", {})}}) == {{
		"where": "/policies/resource/Version",
		"message": `Version must be "2012-10-17" or "2008-10-17"`,
	}}
}

test_a_document_has_a_statement if {
	expected := {{
		"where": "/policies/identity/0",
		"message": "Syntax errors in policy: the document has no Statement",
	}}
	of({"identity": [{"Id": "x"}]}) == expected
	of({"identity": [{"Statement": []}]}) == expected
	of({"identity": [{"Statement": "text"}]}) == expected
}

test_an_element_of_a_document_that_does_not_exist_is_reported if {
	of({"identity": [{"Statements": [], "Statement": testing.allow({})}]}) == {{
		"where": "/policies/identity/0/Statements",
		"message": "Syntax errors in policy: unknown element Statements; did you mean Statement?",
	}}
}

test_the_statements_of_every_document_are_looked_at if {
	message := `Effect must be "Allow" or "Deny" (case-sensitive)`
	of({
		"identity": [testing.document(testing.allow({"Effect": "x"}))],
		"scp": [[testing.document([testing.allow({}), testing.allow({"Effect": "x"})])]],
	}) == {
		{"where": "/policies/identity/0/Statement/Effect", "message": message},
		{"where": "/policies/scp/0/0/Statement/1/Effect", "message": message},
	}
}
