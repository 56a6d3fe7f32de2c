package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

enrolment(exempt) := found if {
	found := posture.enrolment with input as testing.judging([testing.allow_all, testing.guard("Bool", exempt)])
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

test_enrolment_is_possible_where_all_that_it_requires_is_exempt if {
	enrolment("iam:*") == "possible"
	enrolment("iam:EnableMFADevice") == "possible"
}

test_enrolment_is_impossible_where_something_that_it_requires_is_denied if {
	enrolment("iam:ListUsers") == "impossible"
}

test_what_only_helps_enrolment_is_asked_for_after_what_it_requires if {
	asked := posture.enrolment_requests with input as {}
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
	context := {"context": "enrolment"}
	asked == [
		object.union(testing.asked(testing.enable), context),
		object.union(testing.asked(testing.list), context),
	]
}

test_enrolment_is_impossible_where_there_is_no_answer if {
	posture.enrolment == "impossible" with input as {"subject": {"policies": {"identity": "text"}}}
}

# The exempt actions are those of enrollment, and calls that give nothing away.
test_enrolment_is_exempt_from_mfa if {
	enrolment := {sample.action | some samples in data.mfa.samples.enrolment; some sample in samples}
	exempt := {action | some action in data.mfa.exempt.actions}
	exempt - enrolment == {"iam:GetMFADevice", "sts:GetCallerIdentity"}
	enrolment - exempt == set()
}
