package mfa.subject_test

import data.mfa.subject
import data.mfa.testing_test as testing

test_what_is_not_said_of_a_subject_has_a_default if {
	subject.kind == "identity" with input as {}
	subject.account == "123456789012" with input as {}
	subject.user == "alice" with input as {}
	subject.profile == "console-only" with input as {}
	subject.assume == "nothing" with input as {}
}

test_given_attributes_of_a_subject_count if {
	given := {"subject": {"kind": "scp", "account": "1", "user": "bob", "profile": "strict"}}
	subject.kind == "scp" with input as given
	subject.account == "1" with input as given
	subject.user == "bob" with input as given
	subject.profile == "strict" with input as given
}

# Whether the user of a subject is a sample alone.
is_sample(given) := found if {
	found := subject.is_any_user with input as {"subject": given}
}

test_a_user_whom_nobody_said_is_a_sample if {
	is_sample({}) == true
	is_sample({"user": "bob", "sample_user": true}) == true
	is_sample({"user": "bob", "sample_user": false}) == false
	is_sample({"user": "bob"}) == false
}

test_what_looks_like_an_mfa_key_and_is_none_is_misspelt if {
	subject.is_misspelt("aws:MultiFactorAuthPresnt")
	subject.is_misspelt("aws:MFAPresent")
	not subject.is_misspelt("AWS:MultiFactorAuthPresent")
	not subject.is_misspelt("aws:PrincipalTag/mfa")
}

# What is assumed beside a subject.
assumed(given) := found if {
	found := subject.assume with input as {"subject": given}
}

with_guard := {"policies": {"identity": [testing.document([testing.guard("Bool", "iam:*")])]}}

test_the_subject_may_say_what_is_assumed if {
	assumed(object.union(with_guard, {"assume": "nothing"})) == "nothing"
	assumed({"assume": "allow-all", "policies": {}}) == "allow-all"
	assumed(object.union(with_guard, {"assume": "strange"})) == "allow-all"
}

test_everything_is_allowed_beside_a_trust_policy_and_a_guarded_resource if {
	every kind in ["trust", "rcp"] {
		assumed({"kind": kind, "policies": {}}) == "allow-all"
	}
	guard := testing.document(testing.guard("Bool", "iam:*"))
	assumed({"kind": "resource", "policies": {"resource": guard}}) == "allow-all"
	assumed({"kind": "resource", "policies": {"resource": testing.document([testing.allow_all])}}) == "nothing"
	assumed({"kind": "identity", "policies": {}}) == "nothing"
	assumed({"kind": "scp", "policies": {}}) == "nothing"
}

test_everything_is_allowed_beside_a_guard if {
	guard := testing.document(testing.guard("Bool", "iam:*"))
	grant := testing.document([testing.allow_all])
	every type in ["identity", "boundary", "session"] {
		assumed({"policies": {type: [grant, guard]}}) == "allow-all"
		assumed({"policies": {type: [grant]}}) == "nothing"
	}
	every type in ["scp", "rcp"] {
		assumed({"policies": {type: [[grant], [grant, guard]]}}) == "allow-all"
		assumed({"policies": {type: [[grant]]}}) == "nothing"
	}
	assumed({"policies": {"identity": null, "resource": guard}}) == "nothing"
}

test_the_own_documents_are_those_of_callers_and_of_levels if {
	policies := {
		"identity": ["i"],
		"boundary": null,
		"session": ["s"],
		"resource": "r",
		"scp": [["a"], ["b", "c"]],
	}
	subject.own_documents == ["i", "s", "a", "b", "c"] with input as {"subject": {"policies": policies}}
}

test_policies_are_asked_about_as_they_are_where_nothing_is_assumed if {
	policies := {"identity": [testing.document([testing.allow_all])], "scp": null}
	subject.set == policies with input as {"subject": {"policies": policies}}
	subject.assumed == {} with input as {"subject": {"policies": policies}}
}

test_an_allow_on_everything_stands_beside_what_only_denies if {
	guard := testing.document([testing.guard("Bool", "iam:*")])
	subject.set == {
		"identity": [guard, subject.allow_all],
		"resource": "r",
		"scp": [["a", subject.allow_all], [subject.allow_all]],
	} with input as {"subject": {"policies": {"identity": [guard], "resource": "r", "scp": [["a"], []]}}}
}

test_what_is_assumed_is_known_by_its_sid if {
	subject.allow_all == {"Version": "2012-10-17", "Statement": [{
		"Sid": "AssumedAllowAll",
		"Effect": "Allow",
		"Action": "*",
		"Resource": "*",
	}]}
}

test_a_subject_without_policies_has_nothing_to_ask_about if not subject.set with input as {"subject": {}}

test_a_user_has_a_password_unless_it_is_said_that_there_is_none if {
	subject.has_password with input as {}
	subject.has_password with input as {"subject": {"login_profile": true}}
	not subject.has_password with input as {"subject": {"login_profile": false}}
}

test_a_credential_that_needs_a_password_is_of_nobody_who_has_none if {
	machine := {"subject": {"login_profile": false}}
	not subject.can_have({"needs": "password"}) with input as machine
	subject.can_have({}) with input as machine
	subject.can_have({"needs": "password"}) with input as {}
}

test_console_credentials_need_a_password if {
	{id | some id, entry in data.mfa.credentials; entry.needs == "password"} == {
		"assume-role-call-from-console-with-mfa", "aws-login", "cloudshell-with-mfa", "cloudshell-without-mfa",
		"console-with-mfa", "console-without-mfa",
	}
}
