package iam.explain_test

import data.iam.explain
import data.iam.testing_test as testing

plain := {"action": "plain"}

outcome(decision, ids, types) := {"decision": decision, "ids": ids, "denied_by": types}

statements := {"policies": {
	"identity": [testing.document([testing.allow({"Sid": "A"}), testing.deny({"Sid": ""}), testing.deny({})])],
	"session": [],
}}

test_an_explicit_deny_names_its_statements if {
	explain.reason(plain, outcome("ExplicitlyDenied", {1, 2}, [])) == concat(" ", [
		"explicitly denied by",
		"identity[0] statement 1, identity[0] statement 2",
	]) with input as statements
}

test_an_allow_names_its_statements_and_their_sids if {
	explain.reason(plain, outcome("Allowed", {0}, [])) == concat(" ", [
		"allowed by",
		"identity[0] statement 0 (A)",
	]) with input as statements
}

test_an_action_that_needs_no_permission_is_explained if {
	expected := "allowed: the action requires no permissions"
	explain.reason({"action": "caller-identity"}, outcome("Allowed", set(), [])) == expected
	explain.reason({"action": "session-token"}, outcome("Allowed", {0}, [])) == expected with input as statements
}

test_an_allow_without_a_statement_is_explained if {
	expected := "allowed: this request needs no policy, and none denies it"
	explain.reason(plain, outcome("Allowed", set(), [])) == expected
}

test_an_implicit_deny_says_what_each_type_lacks if {
	types := ["rcp", "scp", "identity", "boundary"]
	explain.reason(plain, outcome("ImplicitlyDenied", set(), types)) == concat("", [
		"implicitly denied: no resource control policy of one level allows it; ",
		"no service control policy of one level allows it; no identity policy allows it; ",
		"the permissions boundary does not allow it",
	])
}

test_that_the_root_user_cannot_assume_a_role_is_explained if {
	root := "arn:aws:iam::123456789012:root"
	given := testing.asking({}, [testing.request({"principal": root})])
	asked := {"action": "use-of-role", "principal": root}
	explain.reason(asked, outcome("ImplicitlyDenied", set(), ["identity"])) == concat(" ", [
		"implicitly denied:",
		"the root user can never assume a role",
	]) with input as given
	explain.reason(object.union(asked, {"action": "plain"}), outcome("ImplicitlyDenied", set(), ["identity"])) == concat(
		" ",
		["implicitly denied:", "no identity policy allows it"],
	) with input as given
}

test_a_policy_of_the_resource_that_is_missing_is_distinguished if {
	given := {"policies": {"resource": testing.document([])}}
	missing := "it needs a resource policy that allows it, and none is given"
	explain.missing_allow("resource") == "no resource policy allows it" with input as given
	explain.missing_allow("resource") == missing with input as statements
}

test_a_session_policy_that_is_missing_is_distinguished if {
	given := {"policies": {"session": [testing.document([])]}}
	missing := "a federated user session without a session policy has no permissions"
	explain.missing_allow("session") == "the session policy does not allow it" with input as given
	explain.missing_allow("session") == missing with input as statements
}
