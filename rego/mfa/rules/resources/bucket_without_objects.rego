package mfa.rules.resources

import data.iam.patterns
import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts

# METADATA
# title: A guard names a bucket without its objects
# description: >-
#   The ARN of a bucket covers only the bucket: listing it and its settings. Objects have the ARN bucket/key, so the
#   Deny does not cover reading, writing or deleting them.
# custom:
#   id: bucket-without-objects
#   severity: error
#   remedy: >-
#     Add the ARN of the bucket followed by /* to Resource.
#   sources:
#     - "Example bucket policies"
#     - "Policies and permissions in Amazon S3"
findings contains found if {
	some guard in guards.denies
	means_objects(guard)
	some resource in texts.of_element(guard, "Resource")
	regex.match(`^arn:[^:]*:s3:::[^/*?]+$`, resource.text)
	not objects_are_guarded(resource.text)
	message := sprintf("%s is only the bucket: this Deny does not cover its objects", [resource.text])
	found := lib.document_finding(
		"bucket-without-objects", guard.where, resource.path, message,
		{"resource": resource.text},
	)
}

means_objects(guard) if {
	some action in ["s3:getobject", "s3:putobject", "s3:deleteobject"]
	actions.covered(guard, action)
}

objects_are_guarded(bucket) if {
	object_in_it := sprintf("%s/~", [bucket])
	some guard in guards.denies
	some resource in texts.of_element(guard, "Resource")
	regex.match(patterns.whole(patterns.wild(resource.text)), object_in_it)
}
