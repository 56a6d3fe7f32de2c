package mfa.classes_test

import data.mfa.classes

test_an_old_sign_in_is_another_age if {
	ages({"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}) == ["3601"]
	ages({"NumericLessThan": {"aws:MultiFactorAuthAge": ["60", "0"]}}) == ["60"]
}

ages(condition) := found if {
	found := classes.ages with input as given([deny({"Condition": condition})])
}

test_keys_that_the_credential_fixes_are_not_varied if {
	contexts({"StringLike": {"aws:PrincipalArn": "*:user/*"}, "Bool": {"aws:ViaAWSService": "false"}}) == [{}]
}

test_keys_vary_together if {
	found := contexts({"StringEquals": {"s3:prefix": "a"}, "NumericEquals": {"s3:max-keys": "1"}})
	found == [{}, {"s3:max-keys": "1", "s3:prefix": "a"}]
}

many_keys := {sprintf("x:k%d", [number]): "a" | some number in numbers.range(1, 8)}

test_too_many_keys_are_varied_one_by_one if {
	statements := [deny({"Condition": {"StringEquals": {key: value}}}) | some key, value in many_keys]
	overlays := classes.overlays with input as given(statements)
	count(overlays) == 9
	reasons := classes.key_gaps with input as given(statements)
	{entry.why | some entry in reasons} == {"the condition keys have more combinations than mfagate tries"}
}

usual(condition) := found if {
	found := classes.usual_overlay with input as given([deny({"Condition": condition})])
}

test_the_usual_context_is_the_one_in_which_the_least_is_denied if {
	usual({"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}) == {"aws:PrincipalOrgID": "o-1"}
	usual({"StringEquals": {"aws:RequestTag/x": "a"}}) == {}
	usual(without_mfa) == {}
}

test_where_an_attacker_asks_from_is_not_his_to_choose if {
	usual({
		"StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-1"},
		"StringNotEquals": {"s3:prefix": "a"},
	}) == {"s3:prefix": "a"}
	usual({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}) == {}
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

test_a_key_that_nobody_writes_is_shown_in_lower_case if {
	classes.display_key("x:unknown") == "x:unknown" with input as given([])
}
