package mfa.rules.lib_test

import data.mfa.rules.lib
import data.mfa.rules.lib.testing_test as testing

# AWS's recommended guard, the strict policy that ships, and a plain grant give no rule about documents anything to say.
test_recommended_guard_is_clean if {
	testing.all_found(testing.identity([testing.allow_all, testing.guard(testing.enrolment)])) == set()
}

test_plain_grant_is_clean if {
	testing.all_found(testing.identity([testing.allow_all])) == set()
}

test_shortfall_points_to_deny_that_decided if {
	short := testing.decided_by(
		testing.shortfall("api-key", "services", "open"),
		{"policy": "identity[0]", "statement": 7, "sid": "No", "effect": "Deny"},
	)
	{finding.at | some finding in testing.found_of(
		"api-key-blocked",
		short,
	)} == {{"policy": "identity[0]", "statement": 7}}
}

test_shortfall_points_to_guard_where_assumed_grant_decided if {
	short := testing.decided_by(
		testing.shortfall("api-key", "services", "blocked"),
		{"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"},
	)
	{finding.at | some finding in testing.found_of(
		"api-key-allowed",
		short,
	)} == {{"policy": "identity[0]", "statement": 1}}
}

# Where a shortfall of a policy without a guard, decided by this statement, is shown.
shown_without_guard(decider) := {finding.at | some finding in findings; finding.rule == "api-key-allowed"} if {
	short := testing.decided_by(testing.shortfall("api-key", "services", "blocked"), decider)
	policy := testing.identity([{"Effect": "Deny", "Action": "a:b"}, testing.allow_all])
	findings := data.mfa.rules.findings with input as {"subject": policy}
		with data.mfa.profiles.shortfalls as {short}
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
}

test_shortfall_points_to_what_let_it_through_without_guard if {
	decider := {"policy": "identity[0]", "statement": 1, "sid": null, "effect": "Allow"}
	shown_without_guard(decider) == {{"policy": "identity[0]", "statement": 1}}
}

test_shortfall_points_to_first_statement_where_an_assumed_one_let_it_through_without_guard if {
	decider := {"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"}
	shown_without_guard(decider) == {{"policy": "identity[0]", "statement": 0}}
}

# What is asked by a user of this ARN, name and identifier.
asked_by(arn, id) := lib.asks({
	"request": {"action": "s3:GetObject", "resource": "*"},
	"context": {"aws:PrincipalArn": arn, "aws:username": "bob", "aws:userid": id},
})

test_who_asks_is_told_where_he_is_not_the_sample if {
	asked_by("arn:aws:iam::111122223333:user/ops/bob", "AIDACKCEVSQ6C2EXAMPLE") == concat("", [
		"s3:GetObject on * by the user ops/bob (`user` in the config says whose the policies are)",
	])
	asked_by("arn:aws:iam::111122223333:user/bob", "AIDAX") == concat("", [
		"s3:GetObject on * by the user bob with the identifier AIDAX ",
		"(`user` in the config says whose the policies are)",
	])
}

test_counts_are_worded if {
	lib.count_of(1) == "1 action"
	lib.count_of(2) == "2 actions"
}

test_every_row_of_the_posture_has_words if {
	object.keys(lib.in_words) == {row | some row in data.mfa.posture.rows}
}
