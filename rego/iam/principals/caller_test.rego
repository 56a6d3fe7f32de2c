package iam.principals_test

import data.iam.principals

caller(kind, name, arn) := {"kind": kind, "account": "1", "name": name, "arn": arn}

test_each_kind_of_principal_is_known_by_its_arn if {
	every kind, example in {
		"root": ["root", "arn:aws:iam::1:root"],
		"user": ["alice", "arn:aws:iam::1:user/path/alice"],
		"role": ["deploy", "arn:aws:iam::1:role/path/deploy"],
		"provider": ["okta", "arn:aws:iam::1:saml-provider/okta"],
		"role-session": ["deploy", "arn:aws:sts::1:assumed-role/deploy/session"],
		"federated-user": ["alice", "arn:aws:sts::1:federated-user/alice"],
	} {
		principals.caller(example[1]) == caller(kind, example[0], example[1])
	}
}

test_an_identity_provider_may_have_colons_in_its_name if {
	arn := "arn:aws:iam::1:oidc-provider/host:443/id"
	principals.caller(arn) == caller("provider", "id", arn)
}

test_a_service_and_an_anonymous_caller_have_no_account if {
	principals.caller("lambda.amazonaws.com") == {
		"kind": "service",
		"account": null,
		"name": "lambda.amazonaws.com",
		"arn": "lambda.amazonaws.com",
	}
	principals.caller("anonymous") == {
		"kind": "anonymous",
		"account": null,
		"name": "anonymous",
		"arn": "anonymous",
	}
}

test_other_texts_are_no_principals if {
	every text in [
		"", "alice", "*", "lambda.*", "123456789012",
		"arn:aws:iam::1:user/", "arn:aws:iam::1:group/admins", "arn:aws:iam::1:user/*", "arn:aws:iam::1:root/x",
		"arn:aws:sts::1:assumed-role/deploy", "arn:aws:sts::1:federated-user/", "arn:aws:s3:::bucket",
		"arn:aws:iam::root", "aws:arn:iam::1:root:x",
	] {
		not principals.caller(text)
	}
}

test_a_caller_has_an_account_unless_it_is_null if {
	principals.has_account({"account": "1"})
	not principals.has_account({"account": null})
}
