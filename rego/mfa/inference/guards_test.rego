package mfa.inference_test

import data.mfa.inference

present(operator, value) := {operator: {"aws:MultiFactorAuthPresent": value}}

own := "arn:aws:iam::*:user/${aws:username}"

test_guard_is_a_deny_on_an_mfa_key if {
	inference.is_guard(deny({"Null": {"AWS:multifactorauthage": "true"}}))
	inference.is_guard(deny(object.union(present("Bool", "false"), {"StringLike": "text"})))
	every statement in [
		deny({}),
		deny("text"),
		deny({"Bool": {"aws:ViaAWSService": "false"}}),
		object.union(deny(present("Bool", "false")), {"Effect": "Allow"}),
		{"Effect": "Deny"},
		"text",
	] {
		not inference.is_guard(statement)
	}
}

test_mfa_clauses_are_those_on_mfa_keys_whatever_their_operator if {
	condition := {
		"ForAllValues:BoolIfExists": {"aws:MultiFactorAuthPresent": "true", "aws:username": "x"},
		"Null": {"aws:MultiFactorAuthAge": [true]},
		"Nul": {"aws:MultiFactorAuthAge": "true"},
		"StringLike": "text",
	}
	clauses := inference.mfa_clauses(deny(condition), false)
	[[clause.path, clause.texts] | some clause in clauses] == [
		[["Condition", "ForAllValues:BoolIfExists", "aws:MultiFactorAuthPresent"], ["true"]],
		[["Condition", "Nul", "aws:MultiFactorAuthAge"], ["true"]],
		[["Condition", "Null", "aws:MultiFactorAuthAge"], ["true"]],
	]
	[place | some place, clause in clauses; inference.all_met([clause], {})] == [0, 2]
	not inference.all_met([clauses[1]], {"aws:multifactorauthage": "true"})
}

test_required_mfa_follows_what_an_absent_key_does if {
	services := {"NotAction": "iam:*"}
	allow := {"Effect": "Allow", "Action": "*", "Resource": "*"}
	cases := [
		["people", [deny(present("Bool", "false"))]],
		["keys", [deny(present("BoolIfExists", "false"))]],
		["keys", [deny(present("StringNotEquals", "true"))]],
		["people", [deny(present("ForAnyValue:StringNotEquals", "true"))]],
		["keys", [deny(present("ForAllValues:Bool", "false"))]],
		["people", [deny(present("BoolIfExist", "false"))]],
		["people", [deny(present("boolIfExists", "false"))]],
		["keys", [deny({"Null": {"aws:MultiFactorAuthAge": true}})]],
		["people", [deny({"Null": {"aws:MultiFactorAuthAge": ["false"]}})]],
		["people", [deny(present("BoolIfExists", "false")), deny(present("Bool", "false"))]],
		["people", [object.union(deny(present("BoolIfExists", "false")), {"Action": ["iam:*", "STS:Get*"]})]],
		["people", [object.union(object.remove(deny(present("BoolIfExists", "false")), ["Action"]), {"NotAction": ["*"]})]],
		["keys", [object.union(object.remove(deny(present("BoolIfExists", "false")), ["Action"]), services)]],
		["people", [object.union(deny(present("BoolIfExists", "false")), {"Action": 7})]],
		["grants", [object.union(allow, {"Condition": present("Bool", "true")})]],
		["nothing", [object.union(allow, {"Condition": present("BoolIfExists", "true")})]],
		["nothing", [object.union(allow, {"Condition": present("Bool", "true")}), allow]],
		["nothing", [deny({})]],
		["nothing", []],
	]
	wrong := [one | some one in cases; inference.requires({"Statement": one[1]}) != one[0]]
	wrong == []
}

only_guard(allows) := inference.is_only_guard({"Statement": array.concat([deny(present("Bool", "false"))], allows)})

allows(actions, resources) := {"Effect": "Allow", "Action": actions, "Resource": resources}

test_self_service_beside_a_guard_grants_nothing if {
	cases := [
		allows(["iam:ListUsers", "iam:Get*"], "*"),
		allows(["sts:GetSessionToken", "sts:GetCallerIdentity"], "*"),
		allows(["iam:*AccessKey*", "iam:ChangePassword", "IAM:UploadSSHPublicKey", "iam:*LoginProfile"], own),
		allows("iam:EnableMFADevice", ["arn:aws:iam::111122223333:user/${aws:userName}"]),
		allows("iam:CreateAccessKey", "arn:aws:iam::*:user/team/${aws:username}"),
		allows(["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"], "arn:aws:iam::*:mfa/*"),
		allows("iam:*MFA*", ["arn:aws:iam::*:mfa/${aws:username}-*", own]),
		{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"},
	]
	wrong := [one | some one in cases; not only_guard([one])]
	wrong == []
	only_guard([])
}

test_any_other_allow_grants_rights if {
	cases := [
		allows(["s3:*", "ec2:*"], "*"),
		allows("*", own),
		allows("iam:*", own),
		allows("iam:Create*", own),
		allows("iam:PutUserPolicy", own),
		allows(["iam:ListUsers", "s3:GetObject"], "*"),
		allows("iam:CreateAccessKey", "*"),
		allows("iam:CreateAccessKey", "arn:aws:iam::*:user/*"),
		allows("iam:CreateAccessKey", [own, "arn:aws:iam::*:user/admin"]),
		allows("iam:EnableMFADevice", "arn:aws:iam::*:mfa/*"),
		allows("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}*"),
		allows("sts:AssumeRole", "*"),
		{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
		{"Effect": "Allow", "Action": "iam:CreateAccessKey", "NotResource": own},
		allows(["iam:ListUsers", 7], "*"),
		allows([], "*"),
		{"Effect": "allow", "Action": "iam:ListUsers", "Resource": "*"},
		{"Action": "iam:ListUsers", "Resource": "*"},
	]
	wrong := [one | some one in cases; only_guard([one])]
	wrong == []
}

test_without_a_deny_on_mfa_a_document_is_no_guard if {
	every statements in [[], [allows("iam:ChangePassword", own)], [deny({})]] {
		not inference.is_only_guard({"Statement": statements})
	}
}
