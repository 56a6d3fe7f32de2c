package mfa.rules.resources_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/bucket-without-objects.md.
examples contains {
	"rule": "bucket-without-objects",
	"kind": "resource",
	"avoid": {
		"Effect": "Deny",
		"Principal": "*",
		"Action": "s3:*",
		"Resource": "arn:aws:s3:::reports",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"Principal": "*",
		"Action": "s3:*",
		"Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

on_bucket(action, resource_) := {
	"Effect": "Deny",
	"Principal": "*",
	"Action": action,
	"Resource": resource_,
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}

test_bucket_without_objects_finds_bucket if {
	testing.reports("bucket-without-objects", testing.resource([on_bucket("s3:*", ["arn:aws:s3:::reports"])]), {{
		"rule": "bucket-without-objects",
		"message": "arn:aws:s3:::reports is only the bucket: this Deny does not cover its objects",
		"at": {"policy": "resource", "statement": 0, "path": ["Resource", 0]},
		"evidence": {"resource": "arn:aws:s3:::reports"},
	}})
}

test_bucket_without_objects_ignores_bucket_with_objects if {
	testing.ignores("bucket-without-objects", testing.resource([on_bucket(
		"s3:*",
		["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
	)]))
	testing.ignores("bucket-without-objects", testing.resource([
		on_bucket("s3:*", "arn:aws:s3:::reports"),
		on_bucket("s3:*Object", "arn:aws:s3:::rep*"),
	]))
}

test_bucket_without_objects_ignores_actions_on_buckets if {
	testing.ignores("bucket-without-objects", testing.resource([on_bucket("s3:DeleteBucket", "arn:aws:s3:::reports")]))
}
