package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

test_nothing_is_asked_where_no_cell_violates_the_profile if {
	assertions.equals(causes.insider_answers, []) with data.mfa.profiles.shortfalls as set()
	assertions.equals(causes.outsider_answers, []) with data.mfa.profiles.shortfalls as set()
	assertions.equals(causes.of_cells, {}) with data.mfa.profiles.shortfalls as set()
}

test_callers_of_other_accounts_are_asked_under_the_policies_that_concern_them if {
	outsider := object.union(
		short("api-key", "services", "blocked", "sts:AssumeRole", []),
		{"witness": {"request": {"principal": "arn:aws:iam::444455556666:user/bob"}}},
	)
	statement := {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"}
	cell := causes.near with input as {"subject": trust(object.union(statement, {"Condition": {"Bool": {mfa: "true"}}}))}
		with data.mfa.profiles.shortfalls as {outsider}
		with data.mfa.posture.evaluation_contexts as {"now": in_row["api-key"]}
	[miss] := cell["api-key services"]
	miss.failed[0].path == ["Condition", "Bool", mfa]
}
