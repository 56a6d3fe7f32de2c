package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

refused(statements) := found if {
	found := posture.refused with input as testing.judging(statements)
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

test_what_cannot_be_judged_is_reported_with_its_place if {
	odd := object.union(testing.allow_all, {"Condition": {"NullIfExists": {"k": "true"}}})
	{problem.where | some problem in refused([testing.allow_all, odd])} == {
		"/policies/identity/0/Statement/1/Condition/NullIfExists",
	}
	refused([testing.allow_all]) == set()
}

test_what_cannot_be_judged_is_reported_even_where_nothing_is_asked if {
	odd := object.union(testing.allow_all, {"Condition": {"NullIfExists": {"k": "true"}}})
	found := posture.refused with input as testing.judging([odd])
		with posture.evaluation_requests as []
	count(found) == 1
}
