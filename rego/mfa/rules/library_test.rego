package mfa.rules_test

import data.mfa.rules

# What the tests of rules share: subjects, and what one rule finds in them.

# A subject that is one identity policy. Its profile is none that exists: rules about documents then judge as under one
# that wants everything, and the posture, which takes longer, is not asked for.
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

# AWS's own guard, and one that spares keys, with what they exempt.
guard(exempt) := {
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}

sparing_guard(exempt) := object.union(
	object.remove(guard(exempt), ["Condition"]),
	{"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}},
)

allow_all := {"Effect": "Allow", "Action": "*", "Resource": "*"}

enrolment := [
	"iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetUser", "iam:ListMFADevices",
	"iam:ListVirtualMFADevices", "iam:ResyncMFADevice", "sts:GetSessionToken",
]

# One statement with one condition.
with_condition(effect, condition) := {"Effect": effect, "Action": "s3:*", "Resource": "*", "Condition": condition}

found(rule, one) := {finding | some finding in all_found(one); finding.rule == rule}

# Without the hijack search, which has tests of its own and takes longer.
all_found(one) := findings if {
	findings := rules.findings with input as {"subject": one}
		with data.mfa.hijack.worst as set()
		with data.mfa.hijack.fact_problems as set()
}

messages(rule, one) := {finding.message | some finding in found(rule, one)}

# The texts that a rule points to.
paths(rule, one) := {[finding.at.statement, finding.at.path] | some finding in found(rule, one)}

at(statement, path) := {"policy": "identity[0]", "statement": statement, "path": path}

# AWS's recommended guard, the strict policy that ships, and a plain grant give no rule about documents anything to say.
test_recommended_guard_is_clean if {
	all_found(identity([allow_all, guard(enrolment)])) == set()
}

test_plain_grant_is_clean if {
	all_found(identity([allow_all])) == set()
}

# A cell of the posture that falls short of the profile, as data.mfa.requirements has it.
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

# What one rule makes of one shortfall of a policy with a grant and a guard.
found_of(rule, short) := {finding | some finding in all_found_of(short); finding.rule == rule}

all_found_of(short) := findings if {
	findings := rules.findings with input as {"subject": identity([allow_all, guard(enrolment)])}
		with data.mfa.requirements.shortfalls as {short}
		with data.mfa.hijack.worst as set()
		with data.mfa.hijack.fact_problems as set()
}

# The finding that a rule makes of it; its message begins with what the witness asked for.
cell(rule, short, tail) := {
	"rule": rule,
	"message": concat(" ", ["s3:GetObject on arn:aws:s3:::reports/q3.csv", tail]),
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

test_shortfall_points_to_deny_that_decided if {
	short := decided_by(
		shortfall("api-key", "services", "open"),
		{"policy": "identity[0]", "statement": 7, "sid": "No", "effect": "Deny"},
	)
	{finding.at | some finding in found_of("api-key-blocked", short)} == {{"policy": "identity[0]", "statement": 7}}
}

test_shortfall_points_to_guard_where_assumed_grant_decided if {
	short := decided_by(
		shortfall("api-key", "services", "blocked"),
		{"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"},
	)
	{finding.at | some finding in found_of("api-key-allowed", short)} == {{"policy": "identity[0]", "statement": 1}}
}

# Where a shortfall of a policy without a guard, decided by this statement, is shown.
shown_without_guard(decider) := {finding.at | some finding in findings; finding.rule == "api-key-allowed"} if {
	short := decided_by(shortfall("api-key", "services", "blocked"), decider)
	findings := rules.findings with input as {"subject": identity([{"Effect": "Deny", "Action": "a:b"}, allow_all])}
		with data.mfa.requirements.shortfalls as {short}
		with data.mfa.hijack.worst as set()
		with data.mfa.hijack.fact_problems as set()
}

test_shortfall_points_to_what_let_it_through_without_guard if {
	decider := {"policy": "identity[0]", "statement": 1, "sid": null, "effect": "Allow"}
	shown_without_guard(decider) == {{"policy": "identity[0]", "statement": 1}}
}

test_shortfall_points_to_first_statement_where_an_assumed_one_let_it_through_without_guard if {
	decider := {"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"}
	shown_without_guard(decider) == {{"policy": "identity[0]", "statement": 0}}
}

# What is asked by a user of this ARN, name and identifier.
asked_by(arn, id) := rules.asks({
	"request": {"action": "s3:GetObject", "resource": "*"},
	"context": {"aws:PrincipalArn": arn, "aws:username": "bob", "aws:userid": id},
})

test_who_asks_is_told_where_he_is_not_the_sample if {
	asked_by("arn:aws:iam::111122223333:user/ops/bob", "AIDACKCEVSQ6C2EXAMPLE") == concat("", [
		"s3:GetObject on * by the user ops/bob (`user` in the config says whose the policies are)",
	])
	asked_by("arn:aws:iam::111122223333:user/bob", "AIDAX") == concat("", [
		"s3:GetObject on * by the user bob with the identifier AIDAX ",
		"(`user` in the config says whose the policies are)",
	])
}

test_counts_are_worded if {
	rules.count_of(1) == "1 action"
	rules.count_of(2) == "2 actions"
}

test_every_row_of_the_posture_has_words if {
	object.keys(rules.in_words) == {row | some row in data.mfa.posture.rows}
}
