package mfa.scenarios.problems_test

with_context(credential, context) := {path[1]: message |
	some path, message in found({"credentials": [split(credential, ":")], "context": context})
}

test_what_the_credential_brings_may_be_repeated if {
	with_context("session-with-mfa:true", {
		"aws:MultiFactorAuthPresent": "True",
		"aws:MultiFactorAuthAge": "9000",
		"aws:PrincipalArn": "arn:aws:iam::{account}:user/{user}",
		"aws:username": "alice",
		"aws:PrincipalAccount": "111122223333",
		"aws:ViaAWSService": "false",
		"aws:userid": "AIDAANOTHER",
		"aws:TokenIssueTime": "2026-01-15T11:00:00Z",
	}) == {}
}

test_what_the_credential_does_not_settle_is_free if {
	with_context("api-key:absent", {
		"aws:SourceIp": "198.51.100.7",
		"aws:CurrentTime": "2026-02-01T00:00:00Z",
		"aws:SecureTransport": "false",
		"aws:PrincipalTag/team": "a",
		"aws:PrincipalOrgID": "o-1",
	}) == {}
	with_context("forwarded-from-api-key:false", {"aws:CalledVia": ["athena.amazonaws.com"]}) == {}
}

present := "aws:MultiFactorAuthPresent"

test_another_state_of_the_flag_names_the_credentials_that_have_it if {
	with_context("api-key:absent", {present: "true"}) == {present: concat(" ", [
		"api-key brings no aws:MultiFactorAuthPresent, so it cannot be \"true\";",
		"use the credential console-with-mfa, session-with-mfa or aws-login:true",
	])}
	with_context("session-with-mfa:true", {present: "false"}) == {present: concat(
		" ",
		[
			"session-with-mfa brings aws:MultiFactorAuthPresent \"true\", so it cannot be \"false\";",
			"use the credential console-without-mfa, session-without-mfa or aws-login:false",
		],
	)}
	with_context("role-session:absent", {present: "false"}) == {present: concat(
		" ",
		[
			"role-session:absent brings no aws:MultiFactorAuthPresent, so it cannot be \"false\";",
			"use the credential role-session:false, cloudformation-service-role:false or instance-profile:false",
		],
	)}
}

test_an_age_needs_the_flag if {
	contains(
		with_context("api-key:absent", {"aws:MultiFactorAuthAge": "5"})["aws:MultiFactorAuthAge"],
		"use the credential console-with-mfa, session-with-mfa",
	)
}

test_a_call_by_a_service_is_a_credential_of_its_own if {
	forwarded := concat(" ", [
		"use the credential forwarded-from-api-key,",
		"cloudformation-from-api-key or cloudformation-from-mfa-session",
	])
	with_context("api-key:absent", {"aws:ViaAWSService": "true"}) == {"aws:ViaAWSService": sprintf(
		"api-key brings aws:ViaAWSService \"false\", so it cannot be \"true\"; %s",
		[forwarded],
	)}
	with_context("api-key:absent", {"aws:CalledVia": ["athena.amazonaws.com"]}) == {"aws:CalledVia": sprintf(
		"api-key brings no aws:CalledVia, so it cannot be [\"athena.amazonaws.com\"]; %s",
		[forwarded],
	)}
	contains(
		with_context("forwarded-from-api-key:false", {"aws:ViaAWSService": "false"})["aws:ViaAWSService"],
		"use the credential api-key",
	)
}

test_another_name_is_set_on_the_subject_or_the_request if {
	with_context("api-key:absent", {"aws:username": "bob"}) == {"aws:username": concat(" ", [
		"api-key brings aws:username \"alice\", so it cannot be \"bob\";",
		"set user or account of the subject, or principal of the request",
	])}
}

test_another_kind_of_caller_is_another_credential if {
	role := {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/x"}
	contains(with_context("api-key:absent", role)["aws:PrincipalArn"], "use the credential federated, role-session or")
	type := {"aws:PrincipalType": "AssumedRole"}
	contains(with_context("api-key:absent", type)["aws:PrincipalType"], "use the credential federated, role-session or")
	contains(with_context("role-session:false", {"aws:username": "bob"})["aws:username"], "use the credential api-key,")
}

as_principal(credential, principal, context) := found({
	"credentials": [split(credential, ":")],
	"request": {"action": "s3:GetObject", "resource": object_arn, "principal": principal},
	"context": context,
})

test_a_principal_of_the_same_kind_brings_its_own_names if {
	bob := "arn:aws:iam::{account}:user/bob"
	as_principal("api-key:absent", bob, {"aws:username": "bob"}) == {}
	as_principal("api-key:absent", bob, {"aws:username": "alice"})[["context", "aws:username"]]
	as_principal("role-session:false", "arn:aws:sts::{account}:assumed-role/x/y", {
		"aws:PrincipalArn": "arn:aws:iam::{account}:role/x",
	}) == {}
	as_principal("role-session:false", "arn:aws:iam::{account}:role/x", {}) == {}
	service := "lambda.amazonaws.com"
	as_principal("service-principal:absent", service, {"aws:PrincipalServiceName": service}) == {}
}

test_a_principal_of_another_kind_needs_another_credential if {
	as_principal("role-session:false", "arn:aws:iam::{account}:user/bob", {}) == {["request", "principal"]: concat(" ", [
		"role-session is a role-session, and the principal a user;",
		"use a credential such as api-key, console-with-mfa or console-without-mfa",
	])}
	as_principal("api-key:absent", "anonymous", {})[["request", "principal"]]
}

test_a_text_that_is_no_principal_is_a_problem if {
	as_principal("api-key:absent", "arn:aws:iam::{account}:group/x", {}) == {["request", "principal"]: concat(" ", [
		"arn:aws:iam::{account}:group/x is no principal;",
		"write the ARN of a user, role, session or root user, a service, or anonymous",
	])}
}

test_the_value_is_compared_for_each_caller if {
	scenarios := {
		"callers": [caller, {"account": "111122223333", "user": "bob"}],
		"context": {"aws:username": "alice"},
	}
	count(problems_of(scenarios)) == 1
}

test_what_no_credential_brings_is_left_out if {
	with_context("api-key:absent", {"aws:PrincipalType": "Nobody"}) == {"aws:PrincipalType": concat(" ", [
		"api-key brings aws:PrincipalType \"User\", so it cannot be \"Nobody\";",
		"leave it out",
	])}
}

test_a_provider_is_of_federated_sessions if {
	contains(
		with_context("api-key:absent", {"aws:FederatedProvider": "idp.example.com"})["aws:FederatedProvider"],
		"use the credential federated, saml-session or web-identity-session",
	)
}
