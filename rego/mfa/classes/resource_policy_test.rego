package mfa.classes_test

import data.mfa.classes

policy_of_resource(statements) := {"subject": {
	"kind": "resource",
	"account": "111122223333",
	"policies": {"resource": {"Version": "2012-10-17", "Statement": statements}},
}}

guard_on(action, resource) := {
	"Effect": "Deny",
	"Principal": "*",
	"Action": action,
	"Resource": resource,
	"Condition": {"Null": {"aws:MultiFactorAuthAge": "true"}},
}

test_a_bucket_is_asked_for_what_its_service_does_on_it if {
	given_policy := policy_of_resource([guard_on("s3:*", "arn:aws:s3:::records/tax/*")])
	found := classes.resource_policy_samples with input as given_policy
	count(found) > 0
	every sample in found {
		startswith(sample.action, "s3:")
		startswith(sample.resource, "arn:aws:s3:::records/tax/")
	}
}

test_the_resource_names_the_service_where_the_action_does_not if {
	found := classes.resource_policy_samples with input as policy_of_resource([guard_on("*", "arn:aws:sqs:*:*:orders")])
	{split(sample.action, ":")[0] | some sample in found} == {"sqs"}
}

test_a_key_means_itself_by_an_asterisk if {
	found := classes.resource_policy_samples with input as policy_of_resource([guard_on("kms:*", "*")])
	count(found) > 0
	every sample in found {
		startswith(sample.resource, "arn:aws:kms:")
	}
}

test_a_resource_that_nothing_can_be_leaves_the_service if {
	found := classes.resource_policy_samples with input as policy_of_resource([guard_on("s3:*", "${bucket}/*")])
	{split(sample.action, ":")[0] | some sample in found} == {"s3"}
}

test_a_policy_that_names_no_service_is_asked_for_all if {
	found := classes.resource_policy_samples with input as policy_of_resource([guard_on("*", "*")])
	count({split(sample.action, ":")[0] | some sample in found}) > 1
}

test_a_repository_names_no_resource if {
	statement := object.remove(guard_on("ecr:*", "-"), ["Resource"])
	classes.is_of_registry with input as policy_of_resource([statement])
	not is_of_registry([guard_on("s3:*", "*")])
	not is_of_registry([object.union(statement, {"Action": ["ecr:*", "sns:Publish"]})])
}

is_of_registry(statements) if classes.is_of_registry with input as policy_of_resource(statements)
