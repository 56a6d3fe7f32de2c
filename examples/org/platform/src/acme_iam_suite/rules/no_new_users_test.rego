package own.acme_test

import data.mfa.rules

subject(statement) := {
	"name": "test",
	"kind": "identity",
	"profile": "none",
	"policies": {"identity": [{"Version": "2012-10-17", "Statement": [statement]}]},
}

paths_in(statement) := {finding.at.path |
	given := {"subject": subject(statement)}
	some finding in rules.findings with input as given
		with rules.posture.findings as set() # the posture is slow, and this rule does not need it
	finding.rule == "acme-no-new-users"
}

allow(actions) := {"Effect": "Allow", "Action": actions, "Resource": "*"}

test_no_new_users_finds_each_entry if {
	paths_in(allow(["s3:GetObject", "iam:CreateUser", "iam:*"])) == {["Action", 1], ["Action", 2]}
}

test_no_new_users_ignores_others_and_deny if {
	paths_in(allow(["s3:*", "iam:CreateVirtualMFADevice"])) == set()
	paths_in(object.union(allow("iam:CreateUser"), {"Effect": "Deny"})) == set()
}
