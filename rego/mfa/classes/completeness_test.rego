package mfa.classes_test

import data.mfa.classes

# Whether a reason for a statement's keys says this.
told(condition, words) if {
	found := classes.key_gaps with input as given([deny({"Condition": condition})])
	some entry in found
	contains(entry.why, words)
}

test_values_that_overlap_in_unknown_ways_are_said if {
	told({"StringLike": {"s3:prefix": ["*a*", "*b*"]}}, "values of s3:prefix overlap")
	told({"StringEquals": {"s3:prefix": "${aws:PrincipalTag/x}/${aws:PrincipalTag/y}"}}, "has more variables")
	not told({"StringEquals": {"s3:prefix": "${aws:PrincipalTag/x}"}}, "s3:prefix")
	told({"StringEquals": {"x:y": "1"}, "NumericEquals": {"x:y": "1"}}, "values of more than one type")
	told({"StringEquals": {"x:y": "a"}, "StringEqualsIgnoreCase": {"x:y": "a"}}, "both case-sensitively")
	told({"ForAllValues:StringEquals": {"x:y": ["a", "b", "c"]}}, "many values at once")
}

test_keys_that_tell_through_what_a_call_comes_are_said if {
	told({"StringEquals": {"aws:CalledViaFirst": "cloudformation.amazonaws.com"}}, "only the value of aws:CalledViaFirst")
	not told({"Bool": {"aws:ViaAWSService": "true"}}, "mfagate tries only the value")
}

test_numbers_that_are_too_long_are_said if {
	told({"NumericLessThan": {"s3:max-keys": "1234567890123456"}}, "too long for mfagate")
	not told({"NumericLessThan": {"s3:max-keys": "123456789012345"}}, "too long for mfagate")
}

test_networks_that_fill_another_are_said if {
	told({"IpAddress": {"aws:SourceIp": ["10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31"]}}, "networks of aws:SourceIp")
	not told({"IpAddress": {"aws:SourceIp": ["10.0.0.0/30", "10.0.0.0/31"]}}, "networks of aws:SourceIp")
}

test_times_that_are_not_varied_together_are_said if {
	moment := "2026-01-01T00:00:00Z"
	told({"DateLessThan": {"aws:TokenIssueTime": moment}}, "only the value of aws:TokenIssueTime")
	told({"DateLessThan": {"aws:CurrentTime": moment, "aws:EpochTime": "1768478400"}}, "both are the current time")
}

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
	"the resource pattern arn:aws:lambda:*:*:*:x* omits segments, or its wildcard crosses segments" in resource_reasons({
		"Action": "lambda:*",
		"Resource": "arn:aws:lambda:*:*:*:x*",
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

test_an_age_that_is_compared_as_text_is_a_gap if {
	told({"StringLike": {"aws:MultiFactorAuthAge": "9*"}}, "as another type than a number")
	not told({"NumericLessThan": {"aws:MultiFactorAuthAge": "900"}}, "as another type")
}
