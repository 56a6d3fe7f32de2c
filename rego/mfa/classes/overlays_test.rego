package mfa.classes_test

import data.mfa.classes

# The contexts in which requests of an action are asked, with the statements.
contexts_of(statements, action) := {overlay |
	samples := classes.samples with input as given(statements)
	some sample in array.concat(samples.services, samples.identity)
	sample.action == action
	some place in sample.contexts
	overlay := samples.contexts[place]
}

reading_by_tag := {
	"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
	"Condition": {"StringEquals": {"s3:ExistingObjectTag/t": "a"}},
}

running_by_tag := {
	"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*",
	"Condition": {"StringEquals": {"aws:RequestTag/t": "b"}},
}

test_a_class_is_asked_in_the_contexts_that_its_own_statements_tell_apart if {
	statements := [reading_by_tag, running_by_tag, deny({})]
	contexts_of(statements, "s3:GetObject") == {{}, {"s3:ExistingObjectTag/t": "a"}}
	contexts_of(statements, "ec2:RunInstances") == {{}, {"aws:RequestTag/t": "b"}}
	samples := classes.samples with input as given(statements)
	{sample.contexts | some sample in samples.identity} == {[0]}
	samples.contexts[0] == {}
}

test_keys_of_one_class_are_tried_together if {
	other := object.union(object.remove(reading_by_tag, ["Condition"]), {"Condition": running_by_tag.Condition})
	contexts_of([reading_by_tag, other], "s3:GetObject") == {
		{},
		{"s3:ExistingObjectTag/t": "a"},
		{"aws:RequestTag/t": "b"},
		{"s3:ExistingObjectTag/t": "a", "aws:RequestTag/t": "b"},
	}
}

test_a_value_that_only_another_class_tells_apart_is_not_tried if {
	other := object.union(running_by_tag, {"Condition": {"StringEquals": {"aws:RequestTag/t": "c"}}})
	wanting := {"Condition": {"StringEquals": {"aws:RequestTag/t": "d"}}}
	third := object.union_n([reading_by_tag, {"Action": "s3:PutObject"}, wanting])
	statements := [other, third]
	contexts_of(statements, "s3:PutObject") == {{}, {"aws:RequestTag/t": "d", "s3:ExistingObjectTag/t": "a"}}
	contexts_of(statements, "ec2:RunInstances") == {{}, {"aws:RequestTag/t": "c"}}
}

test_a_variable_of_a_resource_is_a_key_of_its_classes if {
	own := object.union(reading_by_tag, {"Condition": {}, "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/t}/*"})
	found := classes.pattern_keys with input as given([own, running_by_tag])
	found == {0: {"aws:principaltag/t"}}
	{"aws:PrincipalTag/t": "mfagate-sample"} in contexts_of([own, running_by_tag], "s3:GetObject")
	contexts_of([own, running_by_tag], "ec2:RunInstances") == {{}, {"aws:RequestTag/t": "b"}}
}

test_the_sample_of_a_trust_policy_is_asked_in_every_context if {
	asked := given([running_by_tag])
	found := classes.condition_sets with input as object.union(asked, {"subject": {"kind": "trust"}})
	{0} in found
}

many_keys := {sprintf("x:k%d", [number]): "a" | some number in numbers.range(1, 8)}

test_too_many_keys_are_varied_one_by_one if {
	statements := [deny({"Condition": {"StringEquals": {key: value}}}) | some key, value in many_keys]
	overlays := classes.overlays with input as given(statements)
	count(overlays) == 9
	reasons := classes.key_gaps with input as given(statements)
	{entry.why | some entry in reasons} == {"the condition keys have more combinations than mfagate tries"}
}

# The values of the key that is asked for differ by the variable, although no caller has its value.
test_a_key_is_tried_with_the_text_around_a_variable if {
	found := samples([{
		"Effect": "Allow",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-${aws:PrincipalTag/team}"}},
	}])
	some overlay in found.contexts
	overlay["aws:PrincipalOrgID"] == concat("", ["o-", overlay["aws:PrincipalTag/team"]])
}
