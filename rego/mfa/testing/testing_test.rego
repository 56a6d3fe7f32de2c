# METADATA
# title: What tests are made of
# description: Few credentials and few samples, in place of the many of the data files.
package mfa.testing_test

user := "arn:aws:iam::{account}:user/{user}"

session := "arn:aws:sts::{account}:assumed-role/deploy/run"

brings := {
	"absent": {},
	"false": {"aws:MultiFactorAuthPresent": "false"},
	"true": {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "10"},
}

plain(principal, state) := credential(principal, {}, ["any"], state, {state: {"context": brings[state]}})

credential(principal, context, reaches, chosen, variants) := {
	"principal": principal,
	"context": context,
	"reaches": reaches,
	"default": chosen,
	"variants": variants,
}

credentials := {
	"console-without-mfa": plain(user, "false"),
	"console-with-mfa": plain(user, "true"),
	"api-key": plain(user, "absent"),
	"session-without-mfa": credential(
		user, {}, ["any", "!iam:*", "!sts:*", "sts:AssumeRole"],
		"false", {"false": {"context": brings["false"]}},
	),
	"session-with-mfa": plain(user, "true"),
	"role-session": credential(session, {}, ["any"], "false", {
		"absent": {"context": brings.absent, "assumption": "role-session-flag"},
		"false": {"context": brings["false"], "assumption": "role-session-flag"},
	}),
	"federated": plain(session, "absent"),
	"forwarded-from-api-key": credential(
		user, {"aws:ViaAWSService": "true", "aws:username": "{user}"}, ["any"],
		"false", {"false": {"context": brings["false"]}},
	),
	"ecr-from-api-key": plain(user, "false"),
}

read := {"action": "s3:GetObject", "resource": "arn:aws:s3:::bucket/key"}

list := {"action": "iam:ListUsers", "resource": "*", "write": false}

create := {"action": "iam:CreateAccessKey", "resource": user, "write": true}

push := {"action": "ecr:PutImage", "resource": "arn:aws:ecr:eu:{account}:repository/r"}

assume := {"action": "sts:AssumeRole", "resource": "arn:aws:iam::{account}:role/deploy"}

enable := {"action": "iam:EnableMFADevice", "resource": user}

samples := {
	"repository": push.resource,
	"trust": [assume],
	"enrolment": {"devices": [{"calls": [enable]}], "helpful": [list]},
}

# The requests that stand for the classes, with nothing else in a context.
classes := {"services": [read], "identity": [create, list], "registry": [push], "contexts": [{}]}

allow_all := {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}

# Denies what is not exempt to whoever has not signed in with MFA, by this operator.
guard(operator, exempt) := {
	"Sid": "Guard",
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": {operator: {"aws:MultiFactorAuthPresent": "false"}},
}

document(statements) := {"Version": "2012-10-17", "Statement": statements}

# A subject with these statements in one identity policy, and nothing beside it.
judging(statements) := {"subject": {"policies": {"identity": [document(statements)]}, "assume": "nothing"}}

# A request as it is asked for the subject's account and user.
asked(sample) := {
	"principal": filled(user),
	"action": sample.action,
	"resource": filled(sample.resource),
	"resource_account": "123456789012",
}

filled(text) := replace(replace(text, "{account}", "123456789012"), "{user}", "alice")
