# METADATA
# title: Policies that the tests of the hijack search are made of
# description: >-
#   The shapes of docs/explanation/attack-paths.md, each beside an Allow of everything.
package mfa.hijack_test

document(statements) := {"Version": "2012-10-17", "Statement": statements}

subject(identity, profile) := {"subject": {
	"account": "123456789012",
	"user": "alice",
	"profile": profile,
	"policies": {"identity": identity},
}}

# A Deny of all but the exempt actions, where the flag is false by this operator.
guard(operator, exempt) := {
	"Sid": "Guard",
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": {operator: {"aws:MultiFactorAuthPresent": "false"}},
}

enrolment := ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "sts:GetSessionToken"]

unguarded_iam := subject([document([guard("BoolIfExists", "iam:*")])], "console-only")

unguarded_iam_and_keys := subject([document([guard("Bool", "iam:*")])], "console-only")

# Calls that a service makes for the user are exempt, as in the support article.
unguarded_forwarding := subject(
	[document([object.union(
		guard("Bool", "iam:*"),
		{"Condition": {"Bool": {"aws:ViaAWSService": "false"}}},
	)])],
	"strict",
)

# The Deny asks for keys only, since Null true is about what is not there.
unguarded_sessions := subject(
	[document([object.union(
		object.remove(guard("Null", []), ["NotAction"]),
		{"Action": "*", "Condition": {"Null": {"aws:MultiFactorAuthPresent": "true"}}},
	)])],
	"strict",
)

self_manage := subject([document([guard("BoolIfExists", enrolment)])], "strict")

guarded_in_boundary := {"subject": {
	"account": "123456789012",
	"user": "alice",
	"profile": "strict",
	"assume": "allow-all",
	"policies": {
		"identity": [],
		"boundary": [document([
			{"Effect": "Allow", "Action": "*", "Resource": "*"},
			guard("BoolIfExists", "iam:*"),
		])],
	},
}}

guarded_by_control_policy := {"subject": {
	"kind": "scp",
	"account": "123456789012",
	"user": "alice",
	"profile": "strict",
	"assume": "allow-all",
	"policies": {"identity": [], "scp": [[document([guard("BoolIfExists", "iam:*")])]]},
}}

# Only what the statement grants.
granted(actions, profile) := object.union(
	subject([document([{"Effect": "Allow", "Action": actions, "Resource": "*"}])], profile),
	{"subject": {"assume": "nothing"}},
)
