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

test_an_age_that_is_compared_as_text_is_a_gap if {
	told({"StringLike": {"aws:MultiFactorAuthAge": "9*"}}, "as another type than a number")
	not told({"NumericLessThan": {"aws:MultiFactorAuthAge": "900"}}, "as another type")
}

test_a_text_with_a_variable_that_meets_a_wildcard_is_a_gap if {
	statements := [deny({"Condition": {"StringLike": {"aws:RequestTag/x": ["team-${aws:PrincipalTag/t}", "*red*"]}}})]
	found := classes.key_gaps with input as given(statements)
	some entry in found
	contains(entry.why, "can meet other values in more ways than mfagate tries")
}

test_what_only_an_older_sign_in_is_granted_is_said if {
	told({"NumericEqualsIfExists": {"aws:MultiFactorAuthAge": ["3600.0", "0"]}}, "only to an older sign-in")
	told({"NumericLessThan": {"aws:MultiFactorAuthAge": "60"}}, "only to an older sign-in")
	not told({"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}}, "older sign-in")
	not told({"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "0"}}, "older sign-in")
	older_alone("NumericGreaterThan")
	not older_alone("NumericLessThan")
}

older_alone(operator) if {
	found := classes.key_gaps with input as given([{
		"Effect": "Allow",
		"Action": "*",
		"Resource": "*",
		"Condition": {operator: {"aws:MultiFactorAuthAge": "60"}},
	}])
	some entry in found
	contains(entry.why, "older sign-in")
}

test_the_flag_as_a_variable_is_said if {
	told({"StringNotEquals": {"aws:PrincipalTag/n": "${aws:MultiFactorAuthPresent}"}}, "has the MFA flag as a variable")
	not told({"StringNotEquals": {"aws:PrincipalTag/n": "${aws:username}"}}, "the MFA flag")
}

test_a_key_that_is_compared_with_what_follows_from_the_resource_is_said if {
	region := {"StringEquals": {"aws:RequestedRegion": "${aws:PrincipalTag/region}"}}
	told(region, "aws:PrincipalTag/region with the values that aws:RequestedRegion has")
	told({"StringEquals": {"aws:PrincipalTag/a": "${aws:ResourceAccount}"}}, "the values that aws:ResourceAccount has")
	not told({"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}, "with the values")
	not told({"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}, "with the values")
}

test_a_value_that_is_an_arn_only_by_its_variable_is_said if {
	told({"ArnLike": {"aws:PrincipalArn": "${aws:PrincipalTag/arn}"}}, "is an ARN only with the value")
	not told({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/${aws:PrincipalTag/x}"}}, "is an ARN only")
}

test_more_values_of_variables_than_can_be_combined_are_a_gap if {
	tags := concat("/", [sprintf("${aws:PrincipalTag/k%d}", [number]) | some number in numbers.range(1, 8)])
	statement := deny({"Action": "s3:GetObject", "Resource": concat("", ["arn:aws:s3:::b/", tags])})
	found := classes.key_gaps with input as given([statement])
	{"why": "the condition keys have more combinations than mfagate tries", "statements": {0}} in found
}

test_a_gap_of_a_pattern_with_a_variable_stands_at_its_statement_too if {
	statement := deny({"Action": "states:*", "Resource": "arn:aws:states:*:*:${aws:username}*"})
	found := classes.resource_gaps with input as given([statement])
	{entry.statements | some entry in found} == {{0}}
}
