package mfa.classes_test

import data.mfa.classes

test_keys_that_the_credential_fixes_are_not_varied if {
	contexts({"StringLike": {"aws:PrincipalArn": "*:user/*"}, "Bool": {"aws:ViaAWSService": "false"}}) == [{}]
}

test_keys_vary_together if {
	found := contexts({"StringEquals": {"s3:prefix": "a"}, "NumericEquals": {"s3:max-keys": "1"}})
	found == [{}, {"s3:max-keys": "1", "s3:prefix": "a"}]
}

# The overlays of statements where the config states a context.
stated_contexts(statements, context) := found if {
	asked := given(statements)
	subject := object.union(asked.subject, {"context": context})
	found := classes.overlays with input as object.union(asked, {"subject": subject})
}

test_a_key_that_is_stated_is_not_varied if {
	statements := [deny({"Condition": {"StringEquals": {"aws:SourceVpc": ["vpc-1", "vpc-2"]}}})]
	count(stated_contexts(statements, {})) == 2
	stated_contexts(statements, {"aws:SourceVPC": "vpc-1"}) == [{}]
}

test_of_several_stated_values_one_of_each_outcome_is_tried if {
	statements := [deny({"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}})]
	stated_contexts(statements, {"aws:SourceVpc": ["vpc-2", "vpc-3", "vpc-1"]}) == [{}, {"aws:SourceVpc": "vpc-1"}]
}

test_a_key_that_is_compared_with_a_stated_one_takes_its_value if {
	statements := [deny({"Condition": {"StringNotEquals": {"aws:ResourceTag/t": "${aws:PrincipalTag/t}"}}})]
	stated_contexts(statements, {"aws:PrincipalTag/t": "red"}) == [{}, {"aws:ResourceTag/t": "red"}]
	stated_contexts(statements, {"aws:PrincipalTag/t": ["red", "blue"]}) == [{}, {"aws:ResourceTag/t": "red"}]
}
