package mfa.scenarios_test

import data.mfa.testing_test as testing

token := {"action": "sts:GetSessionToken", "resource": "*"}

asking_for_a_token(expected, assumptions) := found if {
	asked := object.union(testing.judging([testing.allow_all, testing.guard("BoolIfExists", "iam:*")]), {
		"cases": [case({"decision": expected}, {"request": token}), case({"decision": "deny"}, {})],
		"assumptions": assumptions,
	})
	found := [[result.outcome, result.depends] | some result in results_under(asked)]
}

otherwise(chosen, value, ending) := [{
	"assumption": "get-session-token-deny",
	"chosen": chosen,
	"value": value,
	"otherwise": ending,
}]

test_a_case_that_another_reading_would_turn_depends_on_it if {
	asking_for_a_token("deny", {}) == [["passed", otherwise("applies", "ignored", "failed")], ["passed", []]]
	asking_for_a_token("allow", {}) == [["failed", otherwise("applies", "ignored", "passed")], ["passed", []]]
	asking_for_a_token("allow", {"get-session-token-deny": "ignored"}) == [
		["passed", otherwise("ignored", "applies", "failed")],
		["passed", []],
	]
}

test_a_case_that_no_reading_would_turn_depends_on_none if {
	[result] := results([case({"decision": "allow"}, {})])
	result.depends == []
}
