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

# The same on these resources alone, without MFA being asked for.
granted_on(actions, resources) := object.union(
	subject([document([{"Effect": "Allow", "Action": actions, "Resource": resources}])], "strict"),
	{"subject": {"assume": "nothing"}},
)

# What the statements grant and deny, in one document.
stated(statements) := object.union(subject([document(statements)], "strict"), {"subject": {"assume": "nothing"}})

allow(actions, resources) := {"Effect": "Allow", "Action": actions, "Resource": resources}

# An Allow of everything, and a Deny without MFA of all but enrollment and these.
exempting(operator, more) := stated([allow("*", "*"), guard(operator, array.concat(enrolment, more))])

# Everything is granted; nothing stands against an attacker.
unguarded := granted("*", "strict")

# The first moves with this id, in place of all.
only(id) := [move | some move in data.mfa.hijack.graph.moves; move.id == id]

# A guard that exempts enrollment, but forgets sts:GetSessionToken, which a Deny may or may not stop.
forgetful := subject(
	[document([guard("BoolIfExists", ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"])])],
	"strict",
)
