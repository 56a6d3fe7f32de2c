package mfa.scenarios_test

import data.mfa.scenarios
import data.mfa.testing_test as testing

case(expected, more) := object.union(
	{
		"id": "a case",
		"credential": "api-key",
		"variant": "absent",
		"request": testing.read,
		"expect": expected,
	},
	more,
)

# The results of these cases under an allow and a guard that lets access keys pass.
results(cases) := results_under(object.union(testing.judging(statements), {"cases": cases}))

statements := [testing.allow_all, testing.guard("Bool", "iam:*")]

results_under(asked) := found if {
	found := scenarios.results with input as asked with data.mfa.credentials as testing.credentials
}

by_allow := {"policy": "identity[0]", "statement": 0, "sid": "All", "effect": "Allow"}

by_guard := {"policy": "identity[0]", "statement": 1, "sid": "Guard", "effect": "Deny"}

request(context) := object.union(testing.asked(testing.read), {"context": context})

test_a_case_that_comes_out_as_expected_passes_with_its_answer if {
	results([case({"decision": "allow"}, {"context": {"k": "{user}"}})]) == [{
		"id": "a case",
		"request": request({"k": "alice"}),
		"expected": {"decision": "allow"},
		"passed": true,
		"depends": [],
		"decision": "Allowed",
		"by": [by_allow],
		"denied_by": [],
		"reason": "allowed by identity[0] statement 0 (All)",
	}]
}

test_a_case_that_comes_out_otherwise_fails_with_what_nearly_applied if {
	results([case({"decision": "explicit-deny"}, {})]) == [{
		"id": "a case",
		"request": request({}),
		"expected": {"decision": "explicit-deny"},
		"passed": false,
		"depends": [],
		"decision": "Allowed",
		"by": [by_allow],
		"denied_by": [],
		"reason": "allowed by identity[0] statement 0 (All)",
		"near": [object.union(by_guard, {"failed": [{
			"element": "Condition",
			"why": "Bool aws:MultiFactorAuthPresent \"false\" is false: the key is absent",
		}]})],
	}]
}

# Whether a case passes, by the decision that it expects, for a request that comes out so.
passing(changed, more) := {expected |
	some expected in ["allow", "deny", "implicit-deny", "explicit-deny"]
	asked := object.union(testing.judging(changed), {"cases": [case({"decision": expected}, more)]})
	some result in results_under(asked)
	result.passed
}

test_deny_stands_for_either_denial if {
	passing(statements, {}) == {"allow"}
	passing(statements, {"credential": "console-without-mfa", "variant": "false"}) == {"deny", "explicit-deny"}
	passing(elsewhere, {}) == {"deny", "implicit-deny"}
}

test_a_decision_that_does_not_exist_is_never_met if {
	[result] := results([case({"decision": "maybe"}, {})])
	not result.passed
}

test_the_statement_that_is_named_must_be_among_those_that_decided if {
	denied := {"credential": "console-without-mfa", "variant": "false"}
	[named, other, none] := results([
		case({"decision": "deny", "by": "Guard"}, denied),
		case({"decision": "deny", "by": "All"}, denied),
		case({"decision": "deny", "by": null}, denied),
	])
	named.passed
	not other.passed
	none.passed
}

test_each_case_has_its_own_result_in_order if {
	cases := [
		case({"decision": "deny"}, {"id": "first"}),
		case({"decision": "allow"}, {"id": "second"}),
		case({"decision": "deny"}, {"id": "third", "request": testing.create}),
	]
	[[result.id, result.passed, result.request.action] | some result in results(cases)] == [
		["first", false, "s3:GetObject"],
		["second", true, "s3:GetObject"],
		["third", false, "iam:CreateAccessKey"],
	]
}

test_no_cases_have_no_results if results([]) == []

test_a_case_may_bring_the_policy_of_its_resource if {
	grant := {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "*"}
	asked := object.union(testing.judging(statements), {"cases": [case({"decision": "allow"}, {
		"request": testing.assume,
		"credential": "console-with-mfa",
		"variant": "true",
	})]})
	[without] := results_under(asked)
	[beside] := results_under(object.union(asked, {"policies": {"resource": testing.document([grant])}}))
	without.denied_by == ["resource"]
	beside.passed
}

test_assumptions_reach_the_evaluation if {
	across := {"request": object.union(testing.read, {"resource_account": "999999999999"})}
	asked := object.union(testing.judging(statements), {"cases": [case({"decision": "allow"}, across)]})
	assumed := {"assumptions": {"unstated-resource-policy": "agrees", "role-session-flag": "absent"}}
	[without] := results_under(asked)
	[beside] := results_under(object.union(asked, assumed))
	not without.passed
	beside.passed
}

# Whether a case that a profile expects passes under these statements.
passes(changed, expected, more) if {
	wanted := case({"decision": expected}, object.union({"source": "profile"}, more))
	[result] := results_under(object.union(testing.judging(changed), {"cases": [wanted]}))
	result.passed
}

elsewhere := [object.union(testing.allow_all, {"Action": "ec2:*"})]

with_mfa := [object.union(testing.allow_all, {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})]

test_what_a_profile_expects_to_be_allowed_need_not_be_granted if {
	passes(elsewhere, "allow", {})
	not passes(elsewhere, "allow", {"source": "subject"})
}

test_what_is_granted_in_another_state_of_the_flag_is_expected_to_be_allowed if {
	not passes(with_mfa, "allow", {})
	not passes(statements, "allow", {"credential": "console-without-mfa", "variant": "false"})
}

test_what_a_profile_expects_to_be_denied_is_denied_as_expected if {
	passes(elsewhere, "implicit-deny", {})
	not passes(elsewhere, "explicit-deny", {})
}

test_a_case_without_a_source_is_the_subjects_own if {
	asked := object.union(testing.judging(elsewhere), {"cases": [case({"decision": "allow"}, {})]})
	[result] := results_under(asked)
	not result.passed
}

test_several_doubtful_cases_are_told_apart if {
	cases := [case({"decision": "allow"}, {"source": "profile", "request": wanted}) |
		some wanted in [testing.read, testing.push, testing.read]
	]
	only_push := [object.union(with_mfa[0], {"Action": "ecr:*"})]
	found := results_under(object.union(testing.judging(only_push), {"cases": cases}))
	[result.passed | some result in found] == [true, false, true]
}
