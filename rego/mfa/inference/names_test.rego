package mfa.inference_test

import data.mfa.inference

ours := "111122223333"

theirs := "444455556666"

granting(resources) := {"Statement": {"Effect": "Allow", "Action": "*", "Resource": resources}}

test_account_is_that_of_users_and_devices_else_the_most_frequent if {
	cases := [
		[[], "123456789012"],
		[["*", "arn:aws:s3:::b", "arn:aws:iam::accountid:user/x", "111122223333x"], "123456789012"],
		[["arn:aws:sqs:eu-west-1:111122223333:jobs"], ours],
		[[theirs, "arn:aws:iam::444455556666:role/a", "arn:aws:iam::111122223333:mfa/*"], ours],
		[[theirs, theirs, ours], theirs],
		[[theirs, ours], ours],
		[["arn:aws:s3:eu-west-1:111122223333:user/x", theirs, theirs], theirs],
	]
	wrong := [one | some one in cases; inference.account([granting(one[0])]) != one[1]]
	wrong == []
	inference.account([granting(theirs), null, granting(theirs), granting(ours)]) == theirs
	inference.account(["text", 7, {"Statement": null}]) == "123456789012"
	inference.account([ours]) == ours
}

test_account_of_a_vendor_is_not_the_documents_own if {
	vendor := {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": theirs}}
	external := object.union(vendor, {"Condition": {"StringEquals": {"STS:ExternalId": "x"}}})
	queue := {"Resource": "arn:aws:sqs:eu-west-1:111122223333:jobs"}
	cases := [
		[vendor, theirs],
		[external, "123456789012"],
		[object.union(vendor, {"Condition": {"StringEquals": {"aws:username": "x"}}}), theirs],
		[object.union(vendor, {"Condition": ["sts:ExternalId"]}), theirs],
		[[external, queue], ours],
		[[external, vendor], theirs],
		[object.union(external, queue), ours],
	]
	wrong := [one | some one in cases; inference.account([{"Statement": one[0]}]) != one[1]]
	wrong == []
	inference.account([{"Id": ours, "Statement": external}]) == ours
}

test_named_accounts_are_those_of_arns if {
	document := granting(["arn:aws:iam::444455556666:role/a", "arn:aws:sqs:eu-west-1:111122223333:jobs", "777788889999"])
	inference.named_accounts(document) == {ours, theirs}
}

test_user_is_the_only_principal_or_the_owner_of_user_and_device if {
	deploy := "arn:aws:iam::111122223333:user/deploy"
	ann := "arn:aws:iam::111122223333:user/ann"
	device := "arn:aws:iam::111122223333:mfa/deploy"
	cases := [
		[[granting("*")], "alice"],
		[[granting(deploy)], "alice"],
		[[granting([deploy, device])], "deploy"],
		[[granting(deploy), null, granting(device)], "deploy"],
		[[granting([deploy, "arn:aws:iam::111122223333:mfa/other"])], "alice"],
		[[granting([deploy, device, ann, "arn:aws:iam::111122223333:mfa/ann"])], "alice"],
		[[granting(["arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:mfa/${aws:username}"])], "alice"],
		[[trusting("Allow", [deploy, ann])], "ann"],
		[[trusting("Allow", [deploy, "111122223333"])], "alice"],
		[[trusting("Allow", [deploy, "*"])], "alice"],
		[[trusting("Allow", ["arn:aws:iam::111122223333:role/deploy"])], "alice"],
		[[trusting("Deny", [deploy])], "deploy"],
		[[trusting("Allow", [deploy]), trusting("Deny", ["*"])], "deploy"],
		[[trusting("Allow", ["arn:aws:iam::111122223333:root"]), trusting("Deny", [deploy])], "alice"],
	]
	wrong := [one | some one in cases; inference.user(one[0]) != one[1]]
	wrong == []
}

trusting(effect, principals) := {"Statement": [{
	"Effect": effect,
	"Principal": {"AWS": principals},
	"Action": "sts:AssumeRole",
}]}

test_partition_is_replaced_where_it_is_the_only_one if {
	inference.partition_replacements([granting(["arn:aws-cn:s3:::b", "*"])]) == {"arn:aws-cn:": "arn:aws:"}
	every resources in [
		["*"],
		["arn:aws:s3:::b"],
		["arn:aws-cn:s3:::b", "arn:aws:s3:::b"],
		["arn:aws-cn:s3:::b", "arn:aws-us-gov:s3:::b"],
		["arn:${AWS::Partition}:s3:::b", "arn:*:s3:::b"],
	] {
		inference.partition_replacements([granting(resources)]) == {}
	}
}
