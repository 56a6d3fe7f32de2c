package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

alice := "arn:aws:iam::111122223333:user/alice"

mfa := "aws:MultiFactorAuthPresent"

everything := {"Effect": "Allow", "Action": "*", "Resource": "*"}

exempt := [
	"iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetMFADevice", "iam:GetUser", "iam:ListMFADevices",
	"iam:ListVirtualMFADevices", "iam:ResyncMFADevice", "sts:GetSessionToken",
]

guard(condition) := {"Effect": "Deny", "NotAction": exempt, "Resource": "*", "Condition": condition}

identity(statements, profile) := {
	"name": "test",
	"kind": "identity",
	"account": "111122223333",
	"user": "alice",
	"profile": profile,
	"policies": {"identity": [{"Version": "2012-10-17", "Statement": statements}]},
}

guarded(one, profile) := identity([everything, one], profile)

trust(statement) := {
	"name": "test",
	"kind": "trust",
	"account": "111122223333",
	"profile": "strict",
	"policies": {"resource": {"Version": "2012-10-17", "Statement": [statement]}},
}

# A shortfall of a cell: what was asked in this context, and what decided.
short(row, column, required, action, by) := {
	"row": row,
	"column": column,
	"required": required,
	"witness": {
		"request": {
			"principal": alice,
			"action": action,
			"resource": object.get(resources, action, "arn:aws:s3:::reports/q3.csv"),
			"resource_account": "111122223333",
		},
		"asked": "now",
		"by": by,
	},
}

resources := {
	"iam:CreateAccessKey": alice,
	"sts:AssumeRole": "arn:aws:iam::111122223333:role/ops",
	"ecr:PutImage": "arn:aws:ecr:eu-west-1:111122223333:repository/app",
}

in_row := {
	"api-key": {"aws:ViaAWSService": "false"},
	"console-without-mfa": {mfa: "false", "aws:ViaAWSService": "false"},
	"console-with-mfa": {mfa: "true", "aws:MultiFactorAuthAge": "5", "aws:ViaAWSService": "false"},
	"forwarded-from-api-key": {mfa: "false", "aws:ViaAWSService": "true"},
	"ecr-from-api-key": {mfa: "false", "aws:ViaAWSService": "false"},
	"role-session": {"aws:ViaAWSService": "false"},
}

# The cause of one shortfall of a subject.
found(subject, shortfall) := cause if {
	context := object.union({"aws:SourceIp": "203.0.113.10"}, in_row[shortfall.row])
	cause := causes.cause_of(shortfall) with input as {"subject": subject}
		with data.mfa.profiles.shortfalls as {shortfall}
		with data.mfa.posture.evaluation_contexts as {"now": context}
}

where(number, effect) := {"policy": "identity[0]", "statement": number, "sid": null, "effect": effect}

granted := [where(0, "Allow")]

denied := [where(1, "Deny")]

at(number, path) := {"policy": "identity[0]", "statement": number, "path": path}

replaced(number, element, value) := {
	"policy": "identity[0]",
	"statement": number,
	"path": [element],
	"op": "replace",
	"value": value,
}

removed(number, path) := {"policy": "identity[0]", "statement": number, "path": path, "op": "remove"}

added(value) := {"policy": "identity[0]", "statement": null, "path": ["Statement"], "op": "add", "value": value}

test_a_shortfall_that_cannot_be_asked_again_has_no_cause if {
	unasked := {"row": "api-key", "column": "services", "required": "open", "witness": {"by": []}}
	assertions.equals(causes.cause_of(unasked), {}) with data.mfa.profiles.shortfalls as {unasked}
}
