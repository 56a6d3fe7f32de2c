package own.acme_test

import data.mfa.rules

subject(statement) := {
	"name": "test",
	"kind": "identity",
	"profile": "none",
	"policies": {"identity": [{"Version": "2012-10-17", "Statement": [statement]}]},
}

found_in(statement) := {finding |
	given := {"subject": subject(statement)}
	some finding in rules.findings with input as given
		with rules.posture.findings as set() # the posture is slow, and this rule does not need it
	finding.rule == "acme-deny-has-sid"
}

deny := {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}

test_deny_has_sid_finds_deny_without_one if {
	found_in(deny) == {{
		"rule": "acme-deny-has-sid",
		"message": "this Deny has no Sid",
		"at": {"policy": "identity[0]", "statement": 0, "path": []},
		"evidence": {},
	}}
}

test_deny_has_sid_ignores_named_and_allow if {
	found_in(object.union(deny, {"Sid": "Named"})) == set()
	found_in(object.union(deny, {"Effect": "Allow"})) == set()
}
