package mfa.hijack_test

import data.mfa.hijack

heard(caller, action) if {
	hijack.is_accepted({"caller": caller, "action": action})
}

test_a_key_is_heard_by_every_service if {
	every action in ["iam:CreateUser", "sts:GetFederationToken", "s3:GetObject"] {
		heard("api-key", action)
	}
}

test_iam_does_not_hear_a_session_without_mfa if {
	not heard("session-without-mfa", "iam:CreateAccessKey")
	not heard("session-without-mfa", "sts:GetFederationToken")
	heard("session-without-mfa", "sts:AssumeRole")
	heard("session-without-mfa", "s3:GetObject")
}

test_passing_a_role_is_no_call_of_iam if heard("session-without-mfa", "iam:PassRole")

test_a_console_gets_no_session_token if {
	not heard("console-without-mfa", "sts:GetSessionToken")
	heard("console-without-mfa", "iam:CreateAccessKey")
}

test_a_registry_token_is_good_for_the_registry if {
	heard("ecr-from-api-key", "ecr:BatchGetImage")
	not heard("ecr-from-api-key", "ecr:GetAuthorizationToken")
}

test_each_question_is_asked_once if {
	hijack.call_id("api-key", {"action": "iam:CreateUser", "resource": "*"}) == "api-key iam:CreateUser * {}"
	call := {"action": "s3:GetObject", "resource": "*", "as": "forwarded-from-api-key", "context": {"a": "b"}}
	hijack.call_id("api-key", call) == `forwarded-from-api-key s3:GetObject * {"a":"b"}`
	hijack.calls["api-key sts:GetSessionToken * {}"] == {
		"caller": "api-key",
		"action": "sts:GetSessionToken",
		"resource": "*",
		"more": {},
	}
}

test_a_question_becomes_a_request if {
	made := hijack.requests_by_call with input as {"subject": {"account": "111122223333", "user": "bob"}}
	made["api-key iam:CreateAccessKey arn:aws:iam::{account}:user/{user} {}"] == {
		"principal": "arn:aws:iam::111122223333:user/bob",
		"action": "iam:CreateAccessKey",
		"resource": "arn:aws:iam::111122223333:user/bob",
		"resource_account": "111122223333",
		"context": "api-key {}",
	}
	new := made["new-user-key iam:EnableMFADevice arn:aws:iam::{account}:user/{user} {}"]
	new.principal == "arn:aws:iam::111122223333:user/mfagate-new"
}

test_what_is_not_heard_is_no_request if {
	question := "session-without-mfa iam:CreateAccessKey arn:aws:iam::{account}:user/{user} {}"
	made := hijack.requests_by_call with input as {"subject": {}}
	not made[question]
}

test_every_context_that_a_request_names_is_there if {
	contexts := hijack.contexts with input as {"subject": {}}
	every request in hijack.requests_by_call {
		contexts[request.context]
	}
	not contexts["api-key {}"]["aws:MultiFactorAuthPresent"]
	contexts["session-with-mfa {}"]["aws:MultiFactorAuthPresent"] == "true"
	contexts["new-user-key {}"]["aws:username"] == "mfagate-new"
	passing := `api-key {"iam:PassedToService":"ec2.amazonaws.com"}`
	contexts[passing] == object.union(contexts["api-key {}"], {"iam:PassedToService": "ec2.amazonaws.com"})
}

test_a_credential_is_taken_as_the_assumption_says if {
	contexts := hijack.contexts with input as {"subject": {}, "assumptions": {"ecr-via-aws-service": "via-service"}}
	contexts["ecr-from-api-key {}"]["aws:ViaAWSService"] == "true"
}
