package mfa.scenarios_test

import data.mfa.scenarios

test_a_principal_brings_its_names if {
	scenarios.identity("arn:aws:iam::111122223333:user/staff/bob") == {
		"aws:PrincipalArn": "arn:aws:iam::111122223333:user/staff/bob",
		"aws:PrincipalAccount": "111122223333",
		"aws:username": "bob",
	}
	scenarios.identity("arn:aws-cn:sts::111122223333:assumed-role/deploy/run") == {
		"aws:PrincipalArn": "arn:aws-cn:iam::111122223333:role/deploy",
		"aws:PrincipalAccount": "111122223333",
	}
	scenarios.identity("arn:aws:iam::111122223333:root") == {
		"aws:PrincipalArn": "arn:aws:iam::111122223333:root",
		"aws:PrincipalAccount": "111122223333",
	}
	scenarios.identity("lambda.amazonaws.com") == {
		"aws:PrincipalServiceName": "lambda.amazonaws.com",
		"aws:PrincipalServiceNamesList": ["lambda.amazonaws.com"],
	}
}

test_who_has_no_name_brings_none if {
	scenarios.identity("anonymous") == {}
	scenarios.identity("") == {}
}

test_a_named_principal_is_in_the_context_of_its_case if {
	asked := case({"decision": "allow"}, {"request": object.union(
		{"principal": "arn:aws:iam::{account}:user/bob"},
		{"action": "s3:GetObject", "resource": "arn:aws:s3:::bucket/key"},
	)})
	[result] := results([asked])
	result.request.context["aws:username"] == "bob"
	endswith(result.request.principal, ":user/bob")
}
