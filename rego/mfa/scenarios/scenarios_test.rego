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

request(context) := object.union(testing.asked(testing.read), {"context": object.union(located, context)})

# What follows from the resource.
located := {"aws:RequestedRegion": "eu-west-1", "aws:ResourceAccount": "123456789012"}

test_a_case_that_comes_out_as_expected_passes_with_its_answer if {
	results([case({"decision": "allow"}, {"context": {"k": "{user}"}})]) == [{
		"id": "a case",
		"request": request({"k": "alice"}),
		"expected": {"decision": "allow"},
		"outcome": "passed",
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
		"outcome": "failed",
		"depends": [],
		"decision": "Allowed",
		"by": [by_allow],
		"denied_by": [],
		"reason": "allowed by identity[0] statement 0 (All)",
		"near": [object.union(by_guard, {"failed": [{
			"element": "Condition",
			"path": ["Condition", "Bool", "aws:MultiFactorAuthPresent"],
			"clause": {"operator": "Bool", "key": "aws:MultiFactorAuthPresent", "values": ["false"], "given": []},
			"why": "Bool aws:MultiFactorAuthPresent \"false\" is false: the key is absent",
		}]})],
	}]
}

# Whether a case passes, by the decision that it expects, for a request that comes out so.
passing(changed, more) := {expected |
	some expected in ["allow", "deny", "implicit-deny", "explicit-deny"]
	asked := object.union(testing.judging(changed), {"cases": [case({"decision": expected}, more)]})
	some result in results_under(asked)
	result.outcome == "passed"
}

test_deny_stands_for_either_denial if {
	passing(statements, {}) == {"allow"}
	passing(statements, {"credential": "console-without-mfa", "variant": "false"}) == {"deny", "explicit-deny"}
	passing(elsewhere, {}) == {"deny", "implicit-deny"}
}

test_a_decision_that_does_not_exist_is_never_met if {
	[result] := results([case({"decision": "maybe"}, {})])
	result.outcome == "failed"
}

test_the_statement_that_is_named_must_be_among_those_that_decided if {
	denied := {"credential": "console-without-mfa", "variant": "false"}
	[named, other, none] := results([
		case({"decision": "deny", "by": "Guard"}, denied),
		case({"decision": "deny", "by": "All"}, denied),
		case({"decision": "deny", "by": null}, denied),
	])
	[named.outcome, other.outcome, none.outcome] == ["passed", "failed", "passed"]
}

test_what_follows_from_the_resource_is_in_the_context_and_the_case_stands_over_it if {
	elsewhere_request := {"action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-north-1:9:repository/r"}
	[followed, own] := results([
		case({"decision": "allow"}, {"request": elsewhere_request}),
		case({"decision": "allow"}, {"request": elsewhere_request, "context": {"aws:requestedregion": "us-east-1"}}),
	])
	followed.request.context["aws:RequestedRegion"] == "eu-north-1"
	own.request.context == {"aws:requestedregion": "us-east-1", "aws:ResourceAccount": "123456789012"}
}

test_the_context_of_the_subject_is_that_of_each_case_and_the_case_stands_over_it if {
	subject := object.union(testing.judging(statements).subject, {"context": {"aws:SourceIp": "192.0.2.10"}})
	asked := {"subject": subject, "cases": [
		case({"decision": "allow"}, {}),
		case({"decision": "allow"}, {"context": {"aws:SourceIp": "203.0.113.10"}}),
	]}
	[result.request.context["aws:SourceIp"] | some result in results_under(asked)] == ["192.0.2.10", "203.0.113.10"]
}

test_each_case_has_its_own_result_in_order if {
	cases := [
		case({"decision": "deny"}, {"id": "first"}),
		case({"decision": "allow"}, {"id": "second"}),
		case({"decision": "deny"}, {"id": "third", "request": testing.create}),
	]
	[[result.id, result.outcome, result.request.action] | some result in results(cases)] == [
		["first", "failed", "s3:GetObject"],
		["second", "passed", "s3:GetObject"],
		["third", "failed", "iam:CreateAccessKey"],
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
	beside.outcome == "passed"
}

test_assumptions_reach_the_evaluation if {
	across := {"request": object.union(testing.read, {"resource_account": "999999999999"})}
	asked := object.union(testing.judging(statements), {"cases": [case({"decision": "allow"}, across)]})
	assumed := {"assumptions": {"unstated-resource-policy": "agrees", "role-session-flag": "absent"}}
	[without] := results_under(asked)
	[beside] := results_under(object.union(asked, assumed))
	without.outcome == "failed"
	beside.outcome == "passed"
}

# The outcome of a case under these statements, where a profile expects it.
outcome(changed, expected, more) := result.outcome if {
	wanted := case({"decision": expected}, object.union({"source": "profile"}, more))
	[result] := results_under(object.union(testing.judging(changed), {"cases": [wanted]}))
}

guard_all := testing.guard("Bool", "iam:*")

elsewhere := [object.union(testing.allow_all, {"Action": "ec2:*"})]

with_mfa := [object.union(testing.allow_all, {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})]

test_an_allow_that_a_profile_expects_is_not_applicable_where_no_state_of_the_flag_grants_it if {
	outcome(elsewhere, "allow", {}) == "not applicable"
	outcome([guard_all], "allow", {}) == "not applicable"
}

test_an_allow_that_a_profile_expects_is_not_applicable_where_a_deny_without_mfa_applies if {
	outcome([object.union(testing.allow_all, {"Effect": "Deny"})], "allow", {}) == "not applicable"
	elsewhere_only := {
		"Effect": "Deny",
		"Action": "*",
		"Resource": "*",
		"Condition": {"StringNotEquals": {"aws:RequestedRegion": "us-east-2"}},
	}
	no_mfa := {"credential": "console-without-mfa", "variant": "false"}
	outcome(array.concat(statements, [elsewhere_only]), "allow", no_mfa) == "not applicable"
	outcome(array.concat(statements, [elsewhere_only]), "deny", no_mfa) == "passed"
}

test_an_allow_that_a_profile_expects_is_failed_where_a_misspelt_mfa_key_denies_it if {
	misspelt := object.union(testing.allow_all, {"Effect": "Deny", "Condition": {"BoolIfExists": {
		"aws:MultiFactorAuthPresnt": "false",
	}}})
	outcome([testing.allow_all, misspelt], "allow", {}) == "failed"
}

test_an_allow_that_a_person_expects_is_failed_where_nothing_grants_it if {
	outcome(elsewhere, "allow", {"source": "subject"}) == "failed"
	outcome(elsewhere, "allow", {"source": "default"}) == "failed"
	asked := object.union(testing.judging(elsewhere), {"cases": [case({"decision": "allow"}, {})]})
	[without_source] := results_under(asked)
	without_source.outcome == "failed"
}

test_an_allow_that_a_profile_expects_is_failed_where_another_state_of_the_flag_grants_it if {
	outcome(with_mfa, "allow", {}) == "failed"
}

test_an_allow_that_a_profile_expects_is_failed_where_a_statement_denies_it if {
	outcome(statements, "allow", {"credential": "console-without-mfa", "variant": "false"}) == "failed"
	outcome(
		[testing.allow_all, object.union(guard_all, {"Condition": {"Bool": {
			"aws:MultiFactorAuthPresent": ["false", "true"],
		}}})],
		"allow", {"credential": "console-without-mfa", "variant": "false"},
	) == "failed"
}

test_a_denial_that_a_profile_expects_is_never_not_applicable if {
	outcome(elsewhere, "implicit-deny", {}) == "passed"
	outcome(elsewhere, "deny", {}) == "passed"
	outcome(elsewhere, "explicit-deny", {}) == "failed"
}

test_each_case_that_is_not_granted_has_its_own_outcome if {
	cases := [case({"decision": "allow"}, {"source": "profile", "request": wanted}) |
		some wanted in [testing.read, testing.push, testing.read]
	]
	only_push := [object.union(with_mfa[0], {"Action": "ecr:*"})]
	found := results_under(object.union(testing.judging(only_push), {"cases": cases}))
	[result.outcome | some result in found] == ["not applicable", "failed", "not applicable"]
}

test_a_case_that_is_not_applicable_has_its_answer_and_no_near_misses if {
	wanted := case({"decision": "allow"}, {"source": "profile"})
	results_under(object.union(testing.judging(elsewhere), {"cases": [wanted]})) == [{
		"id": "a case",
		"request": request({}),
		"expected": {"decision": "allow"},
		"outcome": "not applicable",
		"depends": [],
		"decision": "ImplicitlyDenied",
		"by": [],
		"denied_by": ["identity"],
		"reason": "implicitly denied: no identity policy allows it",
	}]
}
