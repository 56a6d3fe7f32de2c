package mfa.scenarios.problems_test

import data.mfa.scenarios.problems

test_a_part_that_varies_is_not_empty_and_a_bucket_has_no_slash if {
	problems.is_of("arn:aws:s3:::{bucket}/*", "arn:aws-us-gov:s3:::b/k/l")
	not problems.is_of("arn:aws:s3:::{bucket}/*", "arn:aws:s3:::b/")
	not problems.is_of("arn:aws:s3:::{bucket}", "arn:aws:s3:::b/k")
	problems.is_of("arn:aws:ec2:{region}:{account}:instance/*", "arn:aws:ec2:eu-west-1:{account}:instance/i-1")
	not problems.is_of("arn:aws:ec2:{region}:{account}:instance/*", "arn:aws:ec2::{account}:instance/i-1")
	not problems.is_of("*", "arn:aws:s3:::b")
}

test_some_actions_without_a_resource_are_requested_on_a_path if {
	problems.is_requested_on("iam:ListUsers", {"*"}, "arn:aws:iam::111122223333:user/staff/")
	not problems.is_requested_on("iam:ListUsers", {"*"}, "arn:aws:iam::111122223333:role/")
	not problems.is_requested_on("iam:GetAccountSummary", {"*"}, "arn:aws:iam::111122223333:user/")
}
