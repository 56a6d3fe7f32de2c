package iam.decision_test

import data.iam.decision
import data.iam.testing_test as testing

elsewhere := [testing.document([testing.allow({"Action": "ec2:*"})])]

test_a_boundary_that_is_there_must_allow if {
	decided({"identity": allowing, "boundary": elsewhere}, {}) == implicitly_denied(["boundary"])
	decided({"identity": allowing, "boundary": allowing}, {}) == allowed({0, 1})
	decided({"identity": allowing, "boundary": []}, {}) == allowed({0})
}

test_a_session_policy_that_is_there_must_allow if {
	decided({"identity": allowing, "session": elsewhere}, {}) == implicitly_denied(["session"])
	decided({"identity": allowing, "session": allowing}, {}) == allowed({0, 1})
	decided({"identity": allowing, "session": null}, {}) == allowed({0})
}

test_a_federated_user_has_what_its_session_policy_allows_and_no_more if {
	decided({"identity": allowing}, {"principal": federated}) == implicitly_denied(["session"])
	decided({"identity": allowing, "session": allowing}, {"principal": federated}) == allowed({0, 1})
}

test_every_level_of_service_control_policies_must_allow if {
	decided({"identity": allowing, "scp": [allowing, elsewhere]}, {}) == implicitly_denied(["scp"])
	decided({"identity": allowing, "scp": [allowing, array.concat(elsewhere, allowing)]}, {}) == allowed({0, 1, 3})
	decided({"identity": allowing, "scp": [allowing, []]}, {}) == implicitly_denied(["scp"])
	decided({"identity": allowing, "scp": []}, {}) == allowed({0})
}

everywhere := testing.document([testing.granting("*", {"Resource": "*"})])

test_a_level_of_resource_control_policies_allows_what_it_does_not_restrict if {
	denies_other := testing.document([testing.deny({"Principal": "*", "Action": "ec2:*"})])
	allows_other := testing.document([testing.granting("*", {"Action": "ec2:*", "Resource": "*"})])
	decided({"identity": allowing, "rcp": [[denies_other]]}, {}) == allowed({0})
	decided({"identity": allowing, "rcp": [[denies_other, everywhere]]}, {}) == allowed({0, 2})
	decided({"identity": allowing, "rcp": [[everywhere], [allows_other]]}, {}) == implicitly_denied(["rcp"])
}

test_the_root_user_needs_no_policy if {
	decided({}, {"principal": root}) == allowed(set())
	decided({"boundary": elsewhere}, {"principal": root}) == allowed(set())
}

test_the_kind_of_a_caller_is_known if {
	asked := testing.asking({}, [testing.request({})])
	decision.caller_kind({"principal": testing.alice}) == "user" with input as asked
	not decision.caller_kind({"principal": "unknown"}) with input as asked
}

test_a_session_token_needs_no_allow_of_any_policy if {
	none := [testing.document([testing.allow({"Action": "s3:*"})])]
	given := {"identity": none, "boundary": none, "session": none, "scp": [none]}
	decided(given, {"action": "sts:GetSessionToken", "resource": "*"}) == allowed(set())
	denied := {"identity": [testing.document([testing.deny({"Action": "sts:*"})])]}
	decided(denied, {"action": "sts:GetSessionToken", "resource": "*"}) == explicitly_denied({0})
}

test_the_root_user_needs_no_session_policy if {
	none := [testing.document([testing.allow({"Action": "ec2:*"})])]
	decided({"session": none}, {"principal": root}) == allowed(set())
}

test_the_root_user_cannot_assume_a_role if {
	trusting := testing.document([testing.granting({"AWS": root}, {"Action": "sts:AssumeRole"})])
	assuming := {"principal": root, "action": "sts:AssumeRole", "resource": "arn:aws:iam::123456789012:role/deploy"}
	decided({"identity": allowing, "resource": trusting}, assuming) == implicitly_denied(["identity"])
}

test_identity_policies_are_no_reason_for_the_root_user if {
	decided({"identity": allowing}, {"principal": root}) == allowed(set())
}
