package mfa.proof_test

import data.mfa.proof

given(statements) := {"subject": {
	"name": "test",
	"kind": "identity",
	"account": "111122223333",
	"user": "alice",
	"profile": "strict",
	"assume": "allow-all",
	"policies": {
		"identity": [{"Version": "2012-10-17", "Statement": statements}],
		"resource": null,
		"boundary": null,
		"session": null,
	},
}}

deny(part) := object.union({"Effect": "Deny", "Action": "*", "Resource": "*"}, part)

samples(statements) := found if {
	found := proof.samples with input as given(statements)
}

summary(statements) := found if {
	found := proof.summary with input as given(statements)
}

asked(list) := {[sample.action, sample.resource] | some sample in list}

without_mfa := {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}

# Everything is alike to a policy that denies everything.
test_a_policy_that_names_nothing_leaves_the_columns_and_the_decision_to_divide if {
	found := samples([deny({"Condition": without_mfa})])
	asked(found.services) == {
		["s3:GetObject", "arn:aws:s3:::mfagate-sample/mfagate-sample"],
		["kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/mfagate-sample"],
		["ecr:PutImage", "arn:aws:ecr:eu-west-1:111122223333:repository/mfagate-sample"],
	}
	{sample.write | some sample in found.identity} == {true, false}
	asked(found.registry) == {["ecr:PutImage", "arn:aws:ecr:eu-west-1:111122223333:repository/mfagate-sample"]}
	found.contexts == [{}]
	found.ages == []
}

test_every_action_is_counted_once if {
	cells := proof.cells with input as given([deny({"Action": ["iam:*Policy", "*:Delete*"]})])
	mentioned := proof.mentioned with input as given([deny({"Action": ["iam:*Policy", "*:Delete*"]})])
	sum([cell.size | some cell in cells]) == data.mfa.actions.count
	mentioned == {"ecr", "iam", "kms", "sts"}
}

test_the_own_user_and_others_are_told_apart_where_a_policy_does if {
	found := samples([deny({
		"Action": "iam:UpdateLoginProfile",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
		"Condition": without_mfa,
	})])
	["iam:UpdateLoginProfile", "arn:aws:iam::111122223333:user/alice"] in asked(found.identity)
	count([sample | some sample in found.identity; sample.write]) == 2
}

test_an_action_that_is_not_known_stands_beside_the_known if {
	found := samples([deny({"NotAction": ["iam:Get*", "iam:List*", "iam:Made?p", "gone:Action"]})])
	unknown := {sample.action | some sample in found.identity; not sample.known}
	unknown == set()
	cells := proof.cells with input as given([deny({"Action": ["iam:Qq*", "gone:Action", "iam:Made?p"]})])
	names := {ask[0] | some cell in cells; not cell.known; some ask in cell.asks}
	{"iam:unlisted", "iam:madeup", "gone:action", "gone:unlisted"} - names == set()
}

test_a_fresh_name_is_one_that_no_pattern_names if {
	found := proof.fresh_name with input as given([deny({"Action": "iam:*listed"})])
	found == "forthcoming"
}

test_patterns_for_many_services if {
	statements := [deny({"Action": ["*:Describe*", "s3*", "e?2:RunInstances", "*:*"]})]
	anywhere := proof.anywhere with input as given(statements)
	anywhere == {"*:describe*", "s3*", "e?2:runinstances"}
	reach := proof.reach with input as given(statements)
	"s3:GetObject" in reach["s3*"]
	reach["e?2:runinstances"] == {"ec2:RunInstances"}
}

test_actions_that_patterns_for_many_services_name if {
	found := samples([deny({"Action": ["*:Describe*", "s3*"], "Condition": without_mfa})])
	{"s3:GetObject", "ec2:TerminateInstances"} - {sample.action | some sample in found.services} == set()
}

test_patterns_for_many_services_on_one_resource if {
	found := samples([deny({"Action": "s3*", "Resource": "arn:aws:s3:::prod/*", "Condition": without_mfa})])
	"arn:aws:s3:::prod/mfagate-sample" in {sample.resource | some sample in found.services}
}

test_services_whose_resources_a_pattern_names if {
	found := samples([object.remove(deny({"NotResource": "arn:aws:s3:::public/*"}), ["Resource"])])
	"arn:aws:s3:::public/mfagate-sample" in {sample.resource | some sample in found.services}
	statements := [deny({"Resource": ["arn:aws:dynam*:*:*:table/a", "arn:aws:*:*:*:b"]})]
	services := proof.resource_services with input as given(statements)
	services == {"dynamodb"}
}

test_regions_that_a_pattern_names if {
	statements := [deny({"Resource": ["arn:aws:ec2:us-*:*:instance/*", "arn:aws:ec2:us-east-2:*:instance/*"]})]
	found := proof.regions with input as given(statements)
	found == {"eu-west-1", "us-east-1", "us-east-2"}
}

test_a_pattern_that_holds_all_of_a_template_divides_nothing if {
	statements := [deny({"Action": "iam:*", "Resource": "arn:aws:iam::*:user/*"})]
	globs := proof.tail_globs with input as given(statements)
	globs[["arn:aws:iam::{account}:user/*", ""]] == set()
}

test_a_bucket_is_no_object if {
	statements := [deny({"Action": "s3:*", "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]})]
	places := proof.candidates with input as given(statements)
	places["arn:aws:s3:::{bucket}"] == {"arn:aws:s3:::b", "arn:aws:s3:::mfagate-sample"}
	places["arn:aws:s3:::{bucket}/*"] == {"arn:aws:s3:::b/mfagate-sample", "arn:aws:s3:::mfagate-sample/mfagate-sample"}
}

test_a_variable_that_no_credential_fills_is_filled_too if {
	statements := [deny({"Action": "s3:*", "Resource": "arn:aws:s3:::team/${aws:PrincipalTag/team}/*"})]
	resources := proof.candidates["arn:aws:s3:::{bucket}/*"] with input as given(statements)
	"arn:aws:s3:::team/mfagate-value/mfagate-sample" in resources
	overlays := proof.overlays with input as given(statements)
	overlays == [{}, {"aws:principaltag/team": "mfagate-value"}]
}

test_own_exempt_actions if {
	cells := proof.samples with input as object.union(given([deny({})]), {"exempt": ["iam:List*"]})
	{sample.action | some sample in cells.exempt} == {"iam:ListUsers"}
}

test_an_old_sign_in_is_another_age if {
	ages({"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}) == ["3601"]
	ages({"NumericLessThan": {"aws:MultiFactorAuthAge": ["60", "0"]}}) == ["0"]
}

ages(condition) := found if {
	found := proof.ages with input as given([deny({"Condition": condition})])
}

contexts(condition) := found if {
	found := proof.overlays with input as given([deny({"Condition": condition})])
}

test_values_of_a_key_are_told_apart if {
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

test_keys_that_the_credential_fixes_are_not_varied if {
	contexts({"StringLike": {"aws:PrincipalArn": "*:user/*"}, "Bool": {"aws:ViaAWSService": "false"}}) == [{}]
}

test_keys_under_set_operators_take_several_values if {
	found := contexts({
		"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]},
		"ForAnyValue:StringEquals": {"aws:tagkeys": "a"},
	})
	count(found) == 2
}

test_keys_vary_together if {
	found := contexts({"StringEquals": {"s3:prefix": "a"}, "NumericEquals": {"s3:max-keys": "1"}})
	found == [{}, {"s3:max-keys": "1", "s3:prefix": "a"}]
}

many_keys := {sprintf("x:k%d", [number]): "a" | some number in numbers.range(1, 7)}

test_too_many_keys_are_varied_one_by_one if {
	statements := [deny({"Condition": {"StringEquals": {key: value}}}) | some key, value in many_keys]
	overlays := proof.overlays with input as given(statements)
	count(overlays) == 8
	reasons := proof.key_why with input as given(statements)
	reasons == {"the condition keys have more combinations than are tried"}
}

test_a_plain_proof_is_complete if {
	summary([deny({"Condition": without_mfa})]) == {
		"complete": true,
		"why": [],
		"classes": 8,
		"contexts": 1,
		"actions": data.mfa.actions.count,
		"date": data.mfa.actions.date,
	}
}

# Whether a reason for a statement's keys says this.
told(condition, words) if {
	found := proof.key_why with input as given([deny({"Condition": condition})])
	some reason in found
	contains(reason, words)
}

test_values_that_overlap_in_unknown_ways_are_said if {
	told({"StringLike": {"s3:prefix": ["*a*", "*b*"]}}, "values of s3:prefix overlap")
	told({"StringEquals": {"s3:prefix": "${aws:PrincipalTag/x}"}}, "compares keys that both vary")
	told({"StringEquals": {"x:y": "1"}, "NumericEquals": {"x:y": "1"}}, "values of more than one kind")
	told({"StringEquals": {"x:y": "a"}, "StringEqualsIgnoreCase": {"x:y": "a"}}, "with and without case")
	told({"ForAllValues:StringEquals": {"x:y": ["a", "b", "c"]}}, "many values at once")
}

test_networks_that_fill_another_are_said if {
	told({"IpAddress": {"aws:SourceIp": ["10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31"]}}, "networks of aws:SourceIp")
	not told({"IpAddress": {"aws:SourceIp": ["10.0.0.0/30", "10.0.0.0/31"]}}, "networks of aws:SourceIp")
}

test_times_that_are_not_varied_together_are_said if {
	moment := "2026-01-01T00:00:00Z"
	told({"DateLessThan": {"aws:TokenIssueTime": moment}}, "aws:TokenIssueTime is taken")
	told({"DateLessThan": {"aws:CurrentTime": moment, "aws:EpochTime": "1768478400"}}, "both are the time")
}

resource_reasons(part) := found if {
	found := proof.resource_why with input as given([deny(part)])
}

test_resources_that_overlap_in_unknown_ways_are_said if {
	resource_reasons({"Action": "iam:*", "Resource": ["arn:aws:iam::*:user/*a*", "arn:aws:iam::*:user/*b*"]}) == {
		"the resource pattern arn:aws:iam::111122223333:user/*a* overlaps others in more ways than are tried",
		"the resource pattern arn:aws:iam::111122223333:user/*b* overlaps others in more ways than are tried",
	}
}

test_a_pattern_that_crosses_segments_is_said if {
	"the resource pattern arn:aws:lambda:*:*:*:x* leaves out segments, or lets a wildcard cross them" in resource_reasons({
		"Action": "lambda:*",
		"Resource": "arn:aws:lambda:*:*:*:x*",
	})
}

test_a_pattern_without_a_service_is_said if {
	"the resource pattern arn:aws:*:*:*:table/x names no service: it is tried on some alone" in resource_reasons({
		"Resource": "arn:aws:*:*:*:table/x",
	})
}

test_assumptions_that_the_classes_do_not_follow_are_said if {
	statements := [deny({"Action": "iam:*", "Resource": "arn:aws:iam::*:user/x"})]
	assuming := object.union(given(statements), {"assumptions": {"user-name-case": "insensitive"}})
	found := proof.resource_why with input as assuming
	found == {"under the assumption user-name-case=insensitive the resources are not divided exactly"}
}

test_the_use_of_a_role_and_of_a_key_are_one_class if {
	proof.apart("use-of-role") == "use"
	proof.apart("use-of-key") == "use"
	proof.apart("plain") == "plain"
}
