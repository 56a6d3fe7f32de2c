package mfa.posture_test

import data.mfa.posture

# What a trust policy says to each principal: without MFA, with it.
said_to(statements) := {report.principal: [report.without_mfa, report.with_mfa] | some report in found} if {
	found := posture.principal_reports with input as {"subject": of_trust(statements, {})}
}

test_each_principal_of_a_trust_policy_is_listed_with_what_it_may_do if {
	hub := "arn:aws:iam::123456789012:role/hub"
	corporate := "arn:aws:iam::123456789012:saml-provider/corporate"
	said_to([
		letting_assume({"AWS": [own_root.AWS, hub]}, asking_mfa),
		letting_assume(object.union(outside_bob, {"Service": "ec2.amazonaws.com"}), {}),
		object.union(letting_assume({"Federated": corporate}, {}), {"Action": "sts:AssumeRoleWithSAML"}),
	]) == {
		own_root.AWS: ["blocked", "allowed"],
		hub: ["blocked", "blocked"],
		outside_bob.AWS: ["allowed", "allowed"],
		"ec2.amazonaws.com": ["allowed", "blocked"],
		corporate: ["allowed", "blocked"],
	}
}

test_everybody_is_a_principal if said_to([letting_assume("*", asking_mfa)]) == {"*": ["blocked", "allowed"]}

test_a_principal_that_names_nobody_is_not_listed if said_to([letting_assume({"AWS": "AIDAEXAMPLE"}, {})]) == {}

test_the_policies_of_a_user_let_in_nobody if {
	posture.principal_reports == [] with input as {"subject": {"policies": {"identity": []}}}
}

test_an_identity_provider_of_the_web_assumes_with_its_token if {
	provider := "accounts.google.com"
	letting := object.union(letting_assume({"Federated": provider}, {}), {"Action": "sts:AssumeRoleWithWebIdentity"})
	said_to([letting]) == {provider: ["allowed", "blocked"]}
}

# What the policy of a resource says to each principal.
said_of_resource(statement) := {report.principal: report.without_mfa | some report in found} if {
	document := {"Version": "2012-10-17", "Statement": [object.union(
		{"Effect": "Allow", "Principal": {"AWS": "222222222222"}},
		statement,
	)]}
	found := posture.principal_reports with input as {"subject": {"kind": "resource", "policies": {"resource": document}}}
}

test_the_policy_of_a_resource_is_asked_for_what_it_means if {
	said_of_resource({"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}) == {"222222222222": "allowed"}
	said_of_resource({"Action": "ecr:*"}) == {"222222222222": "allowed"}
	said_of_resource({"Action": "ecr:DescribeImages"}) == {"222222222222": "blocked"}
}

# A call that a service makes for a user of another account, and one that the user makes.
test_a_caller_is_tried_with_each_credential_that_conditions_distinguish if {
	said_of_resource(reading_via("true")) == {"222222222222": "allowed"}
	said_of_resource(reading_via("false")) == {"222222222222": "allowed"}
	credentials_with(reading_via("true")) == {"api-key", "forwarded-from-api-key"}
	credentials_with({"Condition": asking_mfa}) == {"api-key"}
}

reading_via(value) := {
	"Action": "s3:GetObject",
	"Resource": "arn:aws:s3:::b/*",
	"Condition": {"Bool": {"aws:ViaAWSService": value}},
}

credentials_with(part) := found if {
	statement := object.union(
		{"Effect": "Allow", "Principal": {"AWS": "222222222222"}, "Action": "s3:GetObject", "Resource": "*"},
		part,
	)
	document := {"Version": "2012-10-17", "Statement": [statement]}
	found := posture.credentials_of_kind.user with input as {"subject": {
		"kind": "resource",
		"policies": {"resource": document},
	}}
}
