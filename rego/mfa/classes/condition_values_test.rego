package mfa.classes_test

import data.mfa.classes

contexts(condition) := found if {
	found := classes.overlays with input as given([deny({"Condition": condition})])
}

test_values_of_a_key_are_distinguished if {
	contexts({"StringEquals": {"s3:prefix": ["a", "b"]}}) == [{}, {"s3:prefix": "a"}]
	contexts({"StringEqualsIgnoreCase": {"s3:prefix": "a"}}) == [{}, {"s3:prefix": "A"}]
	contexts({"StringLike": {"s3:prefix": "home/${aws:username}/*"}}) == [{}, {"s3:prefix": "home/alice/mfagate-sample"}]
	contexts({"StringEquals": {"s3:prefix": "${aws:username}"}}) == [{}, {"s3:prefix": "alice"}]
	contexts({"Null": {"s3:prefix": "false"}}) == [{}, {"s3:prefix": "mfagate-value"}]
	contexts({"Bool": {"aws:SecureTransport": "false"}}) == [{}, {"aws:SecureTransport": "false"}]
	contexts({"NumericLessThan": {"s3:max-keys": "10"}}) == [{}, {"s3:max-keys": "9"}]
	contexts({"BinaryEquals": {"x:y": "QQ=="}}) == [{}, {"x:y": "QQ=="}]
	contexts({"ArnLike": {"aws:SourceArn": "arn:aws:s3:::b*"}}) == [{}, {"aws:SourceArn": "arn:aws:s3:::bmfagate-sample"}]
	contexts({"DateGreaterThan": {"aws:CurrentTime": "2026-06-01T00:00:00Z"}}) == [{}, {"aws:CurrentTime": "1780272001"}]
	contexts({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"]}}) == [{}, {"aws:SourceIp": "10.0.0.0"}]
}

test_keys_under_set_operators_take_several_values if {
	found := contexts({
		"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]},
		"ForAnyValue:StringEquals": {"aws:tagkeys": "a"},
	})
	count(found) == 2
}

test_a_misspelt_mfa_key_is_in_no_request if {
	contexts({"BoolIfExists": {"aws:MultiFactorAuthPresnt": "false"}}) == [{}]
}

test_more_than_two_keys_in_one_value_are_not_combined if {
	classes.changes_of({"a": {"1"}, "b": {"2"}, "c": {"3"}}) == set()
}
