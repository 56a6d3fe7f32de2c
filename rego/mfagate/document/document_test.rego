package mfagate.document_test

import data.mfagate.document

ours := "111122223333"

theirs := "444455556666"

defaults := {
	"profile": "strict",
	"account": "",
	"user": "bob",
	"assumptions": {"role-session-flag": "absent"},
	"account_facts": {"external_id": "no"},
	"context": {"aws:SourceIp": "192.0.2.10"},
}

allow(statement) := {"Version": "2012-10-17", "Statement": object.union({"Effect": "Allow"}, statement)}

granting(resources) := allow({"Action": "*", "Resource": resources})

test_a_document_without_a_principal_is_an_identity_policy if {
	given := granting("*")
	question := document.question with input as given with data.mfagate.defaults as defaults
	question == {
		"subject": {
			"name": "document",
			"kind": "identity",
			"account": "123456789012",
			"user": "bob",
			"sample_user": false,
			"profile": "strict",
			"account_facts": {"external_id": "no"},
			"context": {"aws:SourceIp": "192.0.2.10"},
			"policies": {"identity": [given]},
		},
		"assumptions": {"role-session-flag": "absent"},
	}
	label := document.label with input as given
	label == "identity[0]"
}

test_a_document_with_a_principal_is_recognized_by_its_actions_and_resources if {
	assume := {"Principal": "*", "Action": ["sts:AssumeRole", "STS:TagSession"]}
	kinds := {
		"resource": [
			allow({"Principal": "*", "Action": "s3:GetObject", "Resource": "*"}),
			allow({"Principal": "*", "Action": "sts:AssumeRole", "Resource": "*"}),
			allow({"NotPrincipal": "*", "Action": ["sts:AssumeRole", 7]}),
			allow({"Principal": "*"}),
			{"Statement": [assume, {"Principal": "*", "NotAction": "ecr:*"}]},
		],
		"trust": [allow(assume), {"Statement": [assume, assume, "no statement"]}],
		"identity": [{"Statement": ["Principal"]}, {}, [], "text", null],
	}
	found := [[kind, given, got] |
		some kind, documents in kinds
		some given in documents
		got := document.kind with input as given
	]
	wrong := [one | some one in found; one[0] != one[2]]
	wrong == []
	count(found) == 12
}

test_the_policy_of_a_resource_is_in_its_layer if {
	given := allow({"Principal": "*", "Action": "sts:AssumeRole"})
	policies := document.policies with input as given
	policies == {"resource": given}
	label := document.label with input as given
	label == "resource"
}

test_the_account_is_the_one_that_the_document_names if {
	cases := [
		[["*", "arn:aws:s3:::b", "arn:aws:iam::accountid:user/x", "111122223333x"], "123456789012"],
		[["arn:aws:sqs:eu-west-1:111122223333:jobs"], ours],
		[[theirs, "arn:aws:iam::444455556666:role/a", "arn:aws:iam::111122223333:mfa/*"], ours],
		[[theirs, theirs, ours], theirs],
		[[theirs, ours], ours],
		[["arn:aws:s3:eu-west-1:111122223333:user/x", theirs, theirs], theirs],
	]
	wrong := [one |
		some one in cases
		given := granting(one[0])
		got := document.account with input as given with data.mfagate.defaults as defaults
		got != one[1]
	]
	wrong == []
}

test_the_account_of_somebody_else_is_not_the_documents if {
	vendor := allow({"Action": "sts:AssumeRole", "Principal": {"AWS": theirs}})
	condition := {"StringEquals": {"STS:ExternalId": "x"}}
	resource := {"Resource": "arn:aws:sqs:eu-west-1:111122223333:jobs"}
	cases := [
		[vendor, "444455556666"],
		[with_condition(vendor, condition), "123456789012"],
		[with_condition(vendor, {"StringEquals": {"aws:username": "x"}}), "444455556666"],
		[{"Statement": [with_condition(vendor, condition).Statement, resource]}, "111122223333"],
		[{"Statement": [with_condition(vendor, condition).Statement, vendor.Statement]}, "444455556666"],
		[{"Statement": object.union(with_condition(vendor, condition).Statement, resource)}, "111122223333"],
	]
	wrong := [[one, got] |
		some one in cases
		given := one[0]
		got := document.account with input as given with data.mfagate.defaults as defaults
		got != one[1]
	]
	wrong == []
}

with_condition(given, condition) := {"Statement": object.union(given.Statement, {"Condition": condition})}

test_the_user_is_the_one_that_the_document_names if {
	deploy := "arn:aws:iam::111122223333:user/deploy"
	ann := "arn:aws:iam::111122223333:user/ann"
	device := "arn:aws:iam::111122223333:mfa/deploy"
	nobody := object.union(defaults, {"user": ""})
	assume := {"Action": "sts:AssumeRole"}
	cases := [
		[granting("*"), "alice"],
		[granting([deploy, device]), "deploy"],
		[granting([deploy, "arn:aws:iam::111122223333:mfa/other"]), "alice"],
		[granting([deploy, device, ann, "arn:aws:iam::111122223333:mfa/ann"]), "alice"],
		[allow(object.union(assume, {"Principal": {"AWS": [deploy, ann]}})), "ann"],
		[allow(object.union(assume, {"Principal": {"AWS": [deploy, "111122223333"]}})), "alice"],
		[{"Statement": {"Effect": "Deny", "Principal": {"AWS": deploy}, "Action": "s3:*", "Resource": device}}, "deploy"],
	]
	wrong := [[one, got] |
		some one in cases
		given := one[0]
		got := document.user with input as given with data.mfagate.defaults as nobody
		got != one[1]
	]
	wrong == []
	said := document.user with input as granting([deploy, device]) with data.mfagate.defaults as defaults
	said == "bob"
}

test_a_document_of_one_other_partition_is_read_as_of_aws if {
	china := granting(["arn:aws-cn:s3:::b", "*"])
	read := document.normalized with input as china
	read == granting(["arn:aws:s3:::b", "*"])
	both := granting(["arn:aws-cn:s3:::b", "arn:aws:s3:::b"])
	kept := document.normalized with input as both
	kept == both
}

test_a_given_account_comes_first if {
	said := object.union(defaults, {"account": theirs})
	given := granting("arn:aws:iam::111122223333:user/x")
	found := document.account with input as given with data.mfagate.defaults as said
	found == theirs
}
