package mfa.scenarios_test

import data.mfa.scenarios
import data.mfa.testing_test as testing

denied_by(places) := {
	"decision": "ExplicitlyDenied",
	"by": [{"policy": "identity[0]", "statement": number, "effect": "Deny"} | some number in places],
}

test_request_is_denied_anyway_where_nothing_grants_it_or_a_deny_without_mfa_applies if {
	region := {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}
	misspelt := {"Bool": {"aws:MultiFactorAuthPresnt": "false"}}
	denies := [{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition} |
		some condition in [{"Bool": {"aws:MultiFactorAuthPresent": "false"}}, region, misspelt]
	]
	asked := testing.judging(denies)
	scenarios.is_denied_anyway({"decision": "ImplicitlyDenied", "by": []}) with input as asked
	scenarios.is_denied_anyway(denied_by([1])) with input as asked
	scenarios.is_denied_anyway(denied_by([0, 1])) with input as asked
	not scenarios.is_denied_anyway(denied_by([0, 2])) with input as asked
	not scenarios.is_denied_anyway({"decision": "Allowed", "by": []}) with input as asked
}
