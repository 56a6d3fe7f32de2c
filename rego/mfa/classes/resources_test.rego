package mfa.classes_test

import data.mfa.classes

test_patterns_for_many_services_on_one_resource if {
	found := samples([deny({"Action": "s3*", "Resource": "arn:aws:s3:::prod/*", "Condition": without_mfa})])
	"arn:aws:s3:::prod/mfagate-sample" in {sample.resource | some sample in found.services}
}

test_services_whose_resources_a_pattern_names if {
	found := samples([object.remove(deny({"NotResource": "arn:aws:s3:::public/*"}), ["Resource"])])
	"arn:aws:s3:::public/mfagate-sample" in {sample.resource | some sample in found.services}
	statements := [deny({"Resource": ["arn:aws:dynam*:*:*:table/a", "arn:aws:*:*:*:b"]})]
	services := classes.resource_services with input as given(statements)
	services == {"dynamodb"}
}

test_regions_that_a_pattern_names if {
	statements := [deny({"Resource": ["arn:aws:ec2:us-*:*:instance/*", "arn:aws:ec2:us-east-2:*:instance/*"]})]
	found := classes.regions with input as given(statements)
	found == {"eu-west-1", "us-east-1", "us-east-2"}
}

test_a_bucket_is_no_object if {
	statements := [deny({"Action": "s3:*", "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]})]
	places := classes.candidates with input as given(statements)
	places["arn:aws:s3:::{bucket}"] == {"arn:aws:s3:::b", "arn:aws:s3:::mfagate-sample"}
	places["arn:aws:s3:::{bucket}/*"] == {"arn:aws:s3:::b/mfagate-sample", "arn:aws:s3:::mfagate-sample/mfagate-sample"}
}

test_a_variable_that_no_credential_fills_is_filled_too if {
	statements := [deny({"Action": "s3:*", "Resource": "arn:aws:s3:::team/${aws:PrincipalTag/team}/*"})]
	resources := classes.candidates["arn:aws:s3:::{bucket}/*"] with input as given(statements)
	"arn:aws:s3:::team/mfagate-sample/mfagate-sample" in resources
	overlays := classes.overlays with input as given(statements)
	overlays == [{}, {"aws:PrincipalTag/team": "mfagate-sample"}]
}

test_a_role_of_another_account_that_a_pattern_names if {
	assume := {
		"Effect": "Allow",
		"Action": "sts:AssumeRole",
		"Resource": "arn:aws:iam::222222222222:role/admin",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	}
	found := samples([assume])
	asked := {[sample.resource, object.get(sample, "resource_account", "own")] |
		some sample in found.services
		sample.action == "sts:AssumeRole"
	}
	asked == {["arn:aws:iam::222222222222:role/admin", "222222222222"]}
}

test_what_only_iam_is_asked_for_is_of_the_own_account if {
	other := object.union(deny({"Action": "iam:*"}), {"Resource": "arn:aws:iam::222222222222:user/bob"})
	found := samples([other])
	count({sample | some sample in found.identity; contains(sample.resource, ":222222222222:")}) == 0
}
