package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

# Compared as text: the type checker takes the mocked classes for what they stand in for.
same(found, expected) if json.marshal(found) == json.marshal(expected)

# The samples that stand for each column of a row, by the kind of the subject, and by its policy.
wanted(kind) := wanted_by({"kind": kind})

wanted_by(asked) := found if {
	found := {row: [posture.samples_of(row, "services"), posture.samples_of(row, "identity")] |
		some row in ["api-key", "ecr-from-api-key"]
	} with input as {"subject": asked} with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

of_resource(more) := {"kind": "resource", "policies": {"resource": testing.document([object.union(
	{"Effect": "Deny", "Principal": "*"},
	more,
)])}}

test_an_identity_policy_is_asked_for_services_and_identity if {
	expected := {
		"api-key": [[testing.read], [testing.create, testing.list]],
		"ecr-from-api-key": [[testing.push], []],
	}
	same(wanted("identity"), expected)
	same(wanted("scp"), expected)
}

test_the_policy_of_a_repository_is_asked_for_its_data_actions if {
	found := wanted_by(of_resource({"Action": "ecr:*"}))
	found["ecr-from-api-key"] == [[testing.push], []]
	found["api-key"] == [pushes_and_pulls, []]
}

# Each data action of the registry on the sample's repository.
pushes_and_pulls := [{"action": action, "resource": testing.push.resource} |
	some action in data.iam.actions.families.registry.actions
]

test_the_policy_of_another_resource_is_asked_for_what_is_done_to_it_and_nothing_by_the_registry if {
	found := wanted_by(of_resource({"Action": "s3:DeleteBucket", "Resource": "arn:aws:s3:::records"}))
	count(found["api-key"][0]) > 0
	every sample in found["api-key"][0] {
		sample.resource == "arn:aws:s3:::records"
	}
	found["ecr-from-api-key"] == [[], []]
}

test_a_trust_policy_is_asked_for_the_use_of_the_role if {
	same(wanted("trust"), {"api-key": [[testing.assume], []], "ecr-from-api-key": [[testing.assume], []]})
}

test_a_user_without_a_password_is_asked_for_nothing_in_the_console if {
	found := {row |
		some row in ["console-without-mfa", "console-with-mfa", "api-key", "session-with-mfa"]
		count(posture.samples_of(row, "services")) > 0
	} with input as {"subject": {"kind": "identity", "login_profile": false}} with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
	found == {"api-key", "session-with-mfa"}
}
