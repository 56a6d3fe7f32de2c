package iam.decision_test

import data.iam.decision
import data.iam.testing_test as testing

role := "arn:aws:iam::123456789012:role/deploy"

session := "arn:aws:sts::123456789012:assumed-role/deploy/run"

federated := "arn:aws:sts::123456789012:federated-user/alice"

root := "arn:aws:iam::123456789012:root"

# What is decided where only the policy of the resource allows, and it names this principal. The boundary and the
# session policy are there and allow nothing.
granted_to(named, caller) := decided(
	{
		"resource": testing.document([testing.granting(named, {})]),
		"boundary": [testing.document([testing.allow({"Action": "ec2:*"})])],
		"session": [testing.document([testing.allow({"Action": "ec2:*"})])],
	},
	{"principal": caller},
)

test_a_grant_to_everyone_goes_to_the_caller_directly if {
	granted_to("*", testing.alice) == allowed({0})
	granted_to("*", session) == allowed({0})
	granted_to("*", federated) == allowed({0})
	granted_to("*", role) == allowed({0})
}

test_a_grant_to_a_user_a_session_or_a_federated_user_goes_to_it_directly if {
	granted_to({"AWS": testing.alice}, testing.alice) == allowed({0})
	granted_to({"AWS": session}, session) == allowed({0})
	granted_to({"AWS": federated}, federated) == allowed({0})
}

test_a_grant_to_a_role_is_bounded_by_the_boundary_and_the_session_policy if {
	bounded := implicitly_denied(["boundary", "session"])
	granted_to({"AWS": role}, session) == bounded
	granted_to({"AWS": role}, role) == bounded
}

test_a_grant_to_the_parent_of_a_federated_user_is_bounded_too if {
	granted_to({"AWS": testing.alice}, federated) == implicitly_denied(["boundary", "session"])
}

test_a_grant_to_an_account_only_delegates if {
	nothing := implicitly_denied(["identity", "boundary", "session"])
	granted_to({"AWS": testing.account}, testing.alice) == nothing
	granted_to({"AWS": testing.account}, session) == nothing
	granted_to({"AWS": role}, testing.alice) == nothing
}

question(principal) := {
	"matching": {0, 1},
	"principal": principal,
	"account": testing.account,
	"linked": false,
	"action": "plain",
}

test_the_forms_of_a_grant_are_those_of_the_allow_statements_that_match if {
	statements := [testing.granting("*", {}), testing.granting({"AWS": testing.account}, {"Effect": "Deny"})]
	given := testing.asking({"resource": testing.document(statements)}, [testing.request({})])
	decision.grants(question(testing.alice)) == {"everyone"} with input as given
	decision.matching_denies(question(testing.alice)) == {1} with input as given
}

test_there_is_no_grant_without_a_policy_of_the_resource if {
	given := testing.alone([testing.allow({}), testing.allow({})], {})
	decision.grants(question(testing.alice)) == set() with input as given
}

bound(kind, account, name) := decision.binding_types({"kind": kind, "account": account, "name": name}, false)

own := {"identity", "boundary", "session"}

test_policies_bind_the_callers_that_can_have_them if {
	every kind in ["user", "role", "role-session", "federated-user"] {
		bound(kind, "1", "x") == own | {"resource", "scp", "rcp"}
	}
	bound("root", "1", "root") == {"resource", "scp", "rcp"}
	bound("provider", "1", "x") == {"resource", "rcp"}
	bound("service", null, "x.amazonaws.com") == {"resource", "rcp"}
	bound("anonymous", null, "anonymous") == {"resource", "rcp"}
}

test_control_policies_do_not_bind_service_linked_roles if {
	every kind in ["role", "role-session"] {
		decision.binding_types({"kind": kind, "account": "1", "name": "x"}, true) == own | {"resource"}
	}
}

test_a_deny_that_does_not_bind_the_caller_is_none if {
	control := [[testing.document([testing.deny({})])]]
	linked := "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
	decided({"identity": allowing, "scp": control}, {"principal": linked}) == allowed({0})
	decided({"identity": denying}, {"principal": root}) == allowed(set())
}
