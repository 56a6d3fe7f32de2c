package iam.decision_test

import data.iam.testing_test as testing

other_account := "999999999999"

to_alice := testing.document([testing.granting({"AWS": testing.alice}, {})])

to_account := testing.document([testing.granting({"AWS": testing.account}, {})])

service := "ec2.amazonaws.com"

provider := "arn:aws:iam::123456789012:saml-provider/okta"

test_both_sides_must_allow_across_accounts if {
	across := {"resource_account": other_account}
	decided({"identity": allowing}, across) == implicitly_denied(["resource"])
	decided({"resource": to_alice}, across) == implicitly_denied(["identity"])
	decided({"identity": allowing, "resource": to_alice}, across) == allowed({0, 1})
	decided({"identity": allowing, "resource": to_account}, across) == allowed({0, 1})
}

test_a_boundary_and_a_session_policy_must_allow_across_accounts_whatever_is_granted if {
	none := [testing.document([testing.allow({"Action": "ec2:*"})])]
	policies := {"identity": allowing, "boundary": none, "session": none, "resource": to_alice}
	decided(policies, {"resource_account": other_account}) == implicitly_denied(["boundary", "session"])
}

test_that_a_policy_of_the_resource_is_not_given_is_an_assumption if {
	across := {"resource_account": other_account}
	agrees := {"unstated-resource-policy": "agrees"}
	decided_under({"identity": allowing}, across, agrees) == allowed({0})
	given := {"identity": allowing, "resource": testing.document([])}
	decided_under(given, across, agrees) == implicitly_denied(["resource"])
}

test_the_use_of_a_role_needs_its_trust_policy if {
	assuming := {"action": "sts:AssumeRole", "resource": "arn:aws:iam::123456789012:role/deploy"}
	decided({"identity": allowing}, assuming) == implicitly_denied(["resource"])
	decided({"resource": to_alice}, assuming) == allowed({0})
	decided({"resource": to_account}, assuming) == implicitly_denied(["identity"])
	decided({"identity": allowing, "resource": to_account}, assuming) == allowed({0, 1})
}

test_a_service_and_an_anonymous_caller_need_a_grant_and_no_more if {
	to_service := testing.document([testing.granting({"Service": service}, {})])
	to_everyone := testing.document([testing.granting("*", {})])
	decided({}, {"principal": service}) == implicitly_denied(["resource"])
	decided({"resource": to_service}, {"principal": service}) == allowed({0})
	decided({"identity": allowing}, {"principal": "anonymous"}) == implicitly_denied(["resource"])
	decided({"resource": to_everyone}, {"principal": "anonymous"}) == allowed({0})
}

test_a_provider_needs_a_grant_and_no_more if {
	trust := testing.document([testing.granting({"Federated": provider}, {})])
	decided({"scp": [denying]}, {"principal": provider}) == implicitly_denied(["resource"])
	decided({"resource": trust}, {"principal": provider}) == allowed({0})
}

test_service_control_policies_must_allow_callers_of_accounts if {
	none := [testing.document([testing.allow({"Action": "ec2:*"})])]
	linked := "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
	decided({"identity": allowing, "scp": [none]}, {}) == implicitly_denied(["scp"])
	decided({"scp": [none]}, {"principal": root}) == implicitly_denied(["scp"])
	decided({"identity": allowing, "scp": [none]}, {"principal": linked}) == allowed({0})
}
