package mfa.classes_test

import data.mfa.classes

two_tags := [deny({"Condition": {
	"StringEquals": {"aws:RequestTag/a": "x", "aws:RequestTag/b": "y"},
	"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
}})]

bounded(statements, limit) := found if {
	found := classes.samples with input as given(statements) with classes.decision_limit as limit
}

# In how many contexts the classes are asked.
tried(samples) := {count(sample.contexts) | some sample in samples.services}

test_all_contexts_are_tried_within_the_bound if {
	tried(bounded(two_tags, 40000)) == {2}
	found := classes.bound_gaps with input as given(two_tags)
	found == set()
}

test_beyond_the_bound_fewer_are_tried_and_the_proof_says_so if {
	tried(bounded(two_tags, 300)) == {1}
	found := classes.bound_gaps with input as given(two_tags) with classes.decision_limit as 300
	{entry.why | some entry in found} == {concat(" ", [
		"the policies distinguish requests that take 360 decisions;",
		"mfagate tries 300",
	])}
}

test_where_there_is_no_room_for_other_callers_none_is_tried if {
	found := classes.samples with input as of_anybody(exempting) with classes.decision_limit as 300
	found.callers == []
	within := classes.samples with input as of_anybody(exempting)
	count(within.callers) == 1
}
