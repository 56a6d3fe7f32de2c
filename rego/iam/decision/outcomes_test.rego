package iam.decision_test

import data.iam.decision
import data.iam.testing_test as testing

# What is decided on one request.
decided(policies, changed) := decided_under(policies, changed, {})

decided_under(policies, changed, assumptions) := outcome if {
	asked := object.union(testing.asking(policies, [testing.request(changed)]), {"assumptions": assumptions})
	some outcome in decision.outcomes with input as asked
}

allowed(ids) := {"decision": "Allowed", "ids": ids, "denied_by": []}

explicitly_denied(ids) := {"decision": "ExplicitlyDenied", "ids": ids, "denied_by": []}

implicitly_denied(types) := {"decision": "ImplicitlyDenied", "ids": set(), "denied_by": types}

allowing := [testing.document([testing.allow({})])]

denying := [testing.document([testing.allow({}), testing.deny({})])]

test_nothing_is_allowed_that_no_policy_allows if decided({}, {}) == implicitly_denied(["identity"])

test_an_allow_of_the_identity_policies_is_enough if decided({"identity": allowing}, {}) == allowed({0})

test_every_allow_that_applies_is_reported if {
	statements := [testing.allow({}), testing.allow({"Action": "ec2:*"}), testing.allow({"Sid": "B"})]
	decided({"identity": [testing.document(statements)]}, {}) == allowed({0, 2})
}

test_a_deny_of_any_type_wins_over_every_allow if {
	with_deny := testing.document([testing.granting({"AWS": testing.alice}, {"Effect": "Deny"})])
	for_everyone := testing.document([testing.deny({"Principal": "*"})])
	decided({"identity": denying}, {}) == explicitly_denied({1})
	decided({"identity": allowing, "boundary": denying}, {}) == explicitly_denied({2})
	decided({"identity": allowing, "session": denying}, {}) == explicitly_denied({2})
	decided({"identity": allowing, "scp": [denying]}, {}) == explicitly_denied({2})
	decided({"identity": allowing, "rcp": [[for_everyone]]}, {}) == explicitly_denied({1})
	decided({"identity": allowing, "resource": with_deny}, {}) == explicitly_denied({1})
}

test_a_deny_that_does_not_apply_changes_nothing if {
	statements := [testing.allow({}), testing.deny({"Action": "ec2:*"})]
	decided({"identity": [testing.document(statements)]}, {}) == allowed({0})
}

test_the_types_that_fail_to_allow_are_reported_in_the_order_of_evaluation if {
	none := [testing.document([testing.allow({"Action": "ec2:*"})])]
	no_resource := [testing.document([testing.granting("*", {"Action": "ec2:*", "Resource": "*"})])]
	policies := {"identity": none, "boundary": none, "session": none, "scp": [none], "rcp": [no_resource]}
	types := ["rcp", "scp", "resource", "identity", "boundary", "session"]
	decided(policies, {"resource_account": "999999999999"}) == implicitly_denied(types)
}

test_caller_identity_is_reported_even_under_a_deny if {
	decided({"identity": denying}, {"action": "sts:GetCallerIdentity"}) == allowed(set())
	decided({}, {"action": "STS:getcalleridentity"}) == allowed(set())
}

test_session_tokens_need_no_allow if {
	decided({}, {"action": "sts:GetSessionToken"}) == allowed(set())
	decided({"identity": allowing}, {"action": "sts:GetSessionToken"}) == allowed({0})
}

test_whether_a_deny_stops_session_tokens_is_an_assumption if {
	ignored := {"get-session-token-deny": "ignored"}
	decided({"identity": denying}, {"action": "sts:GetSessionToken"}) == explicitly_denied({1})
	decided_under({"identity": denying}, {"action": "sts:GetSessionToken"}, ignored) == allowed(set())
	decided_under({"identity": denying}, {"action": "sts:GetFederationToken"}, ignored) == explicitly_denied({1})
}

test_a_caller_is_allowed_only_by_the_types_that_are_needed if {
	granted := testing.document([testing.granting({"AWS": testing.alice}, {})])
	decided({"resource": granted, "scp": [allowing]}, {}) == allowed({0, 1})
	decided({"identity": allowing, "resource": granted}, {}) == allowed({1})
}
