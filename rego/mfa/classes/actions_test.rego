package mfa.classes_test

import data.mfa.classes

test_patterns_for_many_services if {
	statements := [deny({"Action": ["*:Describe*", "s3*", "e?2:RunInstances", "*:*"]})]
	anywhere := classes.wide_patterns with input as given(statements)
	anywhere == {"*:describe*", "s3*", "e?2:runinstances"}
	reach := classes.wide_pattern_actions with input as given(statements)
	"s3:GetObject" in reach["s3*"]
	reach["e?2:runinstances"] == {"ec2:RunInstances"}
}

test_own_exempt_actions if {
	cells := classes.samples with input as object.union(given([deny({})]), {"exempt": ["iam:List*"]})
	{sample.action | some sample in cells.exempt} == {"iam:ListUsers"}
}
