# METADATA
# title: Helpers for tests of rules
# description: Subjects and statements to judge, and what one rule finds in them.
package mfa.rules.lib.testing_test

import data.assertions_test as assertions

# A subject with one identity policy. Its profile does not exist, so rules about documents take the strictest view.
identity(statements) := subject("identity", {"identity": [document(statements)]})

resource(statements) := subject("resource", {"resource": document(statements)})

trust(statements) := subject("trust", {"resource": document(statements)})

scp(statements) := subject("scp", {"identity": [], "scp": [[document(statements)]]})

subject(kind, policies) := {
	"name": "test",
	"kind": kind,
	"account": "111122223333",
	"user": "alice",
	"profile": "none",
	"policies": policies,
}

under(profile, one) := object.union(one, {"profile": profile})

document(statements) := {"Version": "2012-10-17", "Statement": statements}

# AWS's guard with these exemptions; `bool_guard` does not stop access keys.
guard(exempt) := {
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}

# A subject with this guard alone.
exempting(exempt) := identity([guard(exempt)])

bool_guard(exempt) := object.union(
	object.remove(guard(exempt), ["Condition"]),
	{"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}},
)

allow_all := {"Effect": "Allow", "Action": "*", "Resource": "*"}

enrolment := [
	"iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetUser", "iam:ListMFADevices",
	"iam:ListVirtualMFADevices", "iam:ResyncMFADevice", "sts:GetSessionToken",
]

# A subject with one policy of one statement, which has this condition.
denying(condition) := identity([with_condition("Deny", condition)])

allowing(condition) := identity([with_condition("Allow", condition)])

enrolment_and(more) := array.concat(enrolment, more)

# One statement with one condition.
with_condition(effect, condition) := {"Effect": effect, "Action": "s3:*", "Resource": "*", "Condition": condition}

# Whether a rule reports these findings of a subject, and no others.
reports(rule, one, findings) if assertions.equals(found(rule, one), findings)

ignores(rule, one) if reports(rule, one, set())

# Whether the rule of an example has a finding on the statements to avoid, and none on those to prefer.
shows(example) if {
	count(found(example.rule, example_subject(example, example.avoid))) > 0
	ignores(example.rule, example_subject(example, example.prefer))
}

example_subject(example, statements) := under(
	object.get(example, "profile", "none"),
	of_kind[object.get(example, "kind", "identity")],
) if {
	of_kind := {
		"identity": identity(statements),
		"resource": resource(statements),
		"trust": trust(statements),
		"scp": scp(statements),
	}
}

# The findings on one shortfall of the posture.
reports_shortfall(rule, short, findings) if assertions.equals(found_of(rule, short), findings)

ignores_shortfall(rule, short) if reports_shortfall(rule, short, set())

found(rule, one) := {finding | some finding in all_found(one); finding.rule == rule}

# Without the posture and the hijack search, which have their own tests and are slow.
all_found(one) := findings if {
	findings := data.mfa.rules.findings with input as {"subject": one}
		with data.mfa.profiles.shortfalls as set()
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
}

messages(rule, one) := {finding.message | some finding in found(rule, one)}

# The places that a rule points to.
paths(rule, one) := {[finding.at.statement, finding.at.path] | some finding in found(rule, one)}

at(statement, path) := {"policy": "identity[0]", "statement": statement, "path": path}

# A cell of the posture that violates the profile, in the form of its profiles.
shortfall(row, column, required) := {
	"row": row,
	"column": column,
	"required": required,
	"state": "partial",
	"witness": {
		"request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::reports/q3.csv"},
		"by": [{"policy": "identity[0]", "statement": 0, "sid": null, "effect": "Allow"}],
		"reason": "because",
	},
	"count": 2,
}

# The findings of one rule for one shortfall of a policy with a grant and a guard.
found_of(rule, short) := {finding | some finding in all_found_of(short); finding.rule == rule}

all_found_of(short) := findings if {
	findings := data.mfa.rules.findings with input as {"subject": identity([allow_all, guard(enrolment)])}
		with data.mfa.profiles.shortfalls as {short}
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
}

# The finding that a rule makes of it; its message has the request of the witness between `before` and `after`.
cell(rule, short, before, after) := {
	"rule": rule,
	"message": concat("", [before, "s3:GetObject on arn:aws:s3:::reports/q3.csv", after]),
	"at": {"policy": "identity[0]", "statement": 1},
	"evidence": {
		"row": short.row,
		"column": short.column,
		"required": short.required,
		"state": "partial",
		"actions": 2,
		"request": short.witness.request,
		"reason": "because",
	},
}

decided_by(short, statement) := object.union(
	short,
	{"witness": object.union(short.witness, {"by": [statement]})},
)
