package mfa.keys_test

import data.mfa.keys

test_a_key_that_aws_documents_with_several_values if {
	keys.has_several_values("aws:tagkeys")
	keys.has_several_values("sts:transitivetagkeys")
	keys.has_several_values("vpc-lattice-svcs:requestquerystring/x")
	not keys.has_several_values("aws:sourceip")
	not keys.has_several_values("s3:prefix")
}

test_global_keys_are_known_in_any_case if {
	keys.is_known("aws:SourceIp")
	keys.is_known("AWS:multifactorauthpresent")
	not keys.is_known("aws:SourceIpp")
}

test_keys_of_services_are_known if {
	keys.is_known("s3:prefix")
	keys.is_known("S3:X-AMZ-ACL")
	not keys.is_known("s3:prefx")
	not keys.is_known("ec2:prefix")
}

test_tags_need_a_name if {
	keys.is_known("aws:PrincipalTag/team")
	keys.is_known("ec2:ResourceTag/team")
	keys.is_known("s3:ExistingObjectTag/team")
	not keys.is_known("aws:PrincipalTag/")
	not keys.is_known("ec2:ResourceTag/")
}

test_claims_of_identity_providers_are_known if {
	keys.is_known("oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub")
	keys.is_known("idp.example.com:groups")
	keys.is_known("token.actions.githubusercontent.com:sub")
	keys.is_known("token.actions.githubusercontent.com:repository")
	not keys.is_known("token.actions.githubusercontent.com:repositry")
	not keys.is_known("example:sub")
}

test_the_most_similar_key_is_the_closest if {
	keys.closest("aws:SourceIpp") == "aws:SourceIp"
	keys.closest("s3:prefx") == "s3:prefix"
	keys.closest("x:y") == ""
}
