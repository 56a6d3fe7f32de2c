package mfa.classes_test

import data.mfa.classes

resource_reasons(part) := {entry.why | some entry in found} if {
	found := classes.resource_gaps with input as given([deny(part)])
}

test_resources_that_overlap_in_unknown_ways_are_said if {
	resource_reasons({"Action": "iam:*", "Resource": ["arn:aws:iam::*:user/*a*", "arn:aws:iam::*:user/*b*"]}) == {
		"the resource pattern arn:aws:iam::111122223333:user/*a* overlaps other patterns in more ways than mfagate tries",
		"the resource pattern arn:aws:iam::111122223333:user/*b* overlaps other patterns in more ways than mfagate tries",
	}
}

test_a_pattern_that_crosses_segments_is_said if {
	"the resource pattern arn:aws:states:*:*:x* omits segments, or its wildcard crosses segments" in resource_reasons({
		"Action": "states:*",
		"Resource": "arn:aws:states:*:*:x*",
	})
}

test_a_pattern_without_a_service_is_said if {
	"the resource pattern arn:aws:*:*:*:table/x names no service; mfagate tries it on some only" in resource_reasons({
		"Resource": "arn:aws:*:*:*:table/x",
	})
}

test_assumptions_that_the_classes_do_not_follow_are_said if {
	statements := [deny({"Action": "iam:*", "Resource": "arn:aws:iam::*:user/x"})]
	assuming := object.union(given(statements), {"assumptions": {"user-name-case": "insensitive"}})
	found := classes.resource_gaps with input as assuming
	reason := "under the assumption user-name-case=insensitive mfagate does not divide resources exactly"
	{entry.why | some entry in found} == {reason}
}

test_accounts_that_overlap_in_unknown_ways_are_a_gap if {
	found := resource_reasons({"Action": "s3:*", "Resource": ["arn:aws:s3:*:*1*2*:a/b", "arn:aws:s3:*:*3*4*:a/b"]})
	some reason in found
	startswith(reason, "the accounts of the resource pattern ")
}

test_a_gap_of_a_pattern_with_a_variable_stands_at_its_statement if {
	found := classes.resource_gaps with input as given([
		deny({"Action": "s3:*", "Resource": "arn:aws:s3:::b/*x*"}),
		deny({"Action": "s3:*", "Resource": "arn:aws:s3:::b/*${aws:username}*"}),
	])
	{entry.statements | some entry in found; contains(entry.why, "alice")} == {{1}}
}

# A recovery point can have the colon before the name or after it.
test_two_ends_of_one_pattern_overlap_in_a_known_way if {
	resource_reasons({"Action": "*", "Resource": "arn:aws:ec2:*:*:snapshot/*"}) == set()
	resource_reasons({
		"Action": "*",
		"Resource": ["arn:aws:ec2:*:*:snapshot/*", "arn:aws:ec2:*:*:*-x*"],
	}) != set()
}
