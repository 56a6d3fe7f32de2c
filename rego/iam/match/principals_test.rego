package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

bob := "arn:aws:iam::123456789012:user/bob"

under(policies) := testing.asking(policies, [testing.request({}), testing.request({"principal": bob})])

test_a_statement_means_the_callers_that_its_principal_names if {
	given := under({"resource": testing.document([
		testing.granting("*", {}),
		testing.granting({"AWS": testing.alice}, {}),
		testing.granting({"AWS": "999999999999"}, {}),
	])})
	match.by_principal == {testing.alice: {0, 1}, bob: {0}} with input as given
	match.forms == {
		testing.alice: {0: {"everyone"}, 1: {"self"}, 2: set()},
		bob: {0: {"everyone"}, 1: set(), 2: set()},
	} with input as given
}

test_a_statement_without_a_principal_means_whoever_has_it if {
	given := under({"identity": [testing.document([testing.allow({})])]})
	match.by_principal == {testing.alice: {0}, bob: {0}} with input as given
	match.forms == {testing.alice: {}, bob: {}} with input as given
}

not_alice := {
	"Effect": "Deny",
	"Action": "*",
	"NotPrincipal": {"AWS": [testing.alice, testing.account]},
}

test_a_not_principal_means_the_callers_that_it_does_not_name if {
	given := under({"resource": testing.document([not_alice])})
	match.by_principal == {testing.alice: set(), bob: {0}} with input as given
}

test_a_not_principal_means_everyone_who_has_a_boundary if {
	boundary := [testing.document([testing.allow({})])]
	given := under({"resource": testing.document([not_alice]), "boundary": boundary})
	match.by_principal == {testing.alice: {0, 1}, bob: {0, 1}} with input as given
}

test_a_text_that_is_no_principal_is_left_out if {
	given := testing.alone([testing.allow({})], {"principal": "nobody"})
	match.by_principal == {} with input as given
}

test_a_boundary_is_none_of_a_services if {
	match.is_bounded("user") with input as {"policies": {"boundary": [{}]}}
	not match.is_bounded("service") with input as {"policies": {"boundary": [{}]}}
	not match.is_bounded("user") with input as {"policies": {}}
}
