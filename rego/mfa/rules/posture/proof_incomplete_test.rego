package mfa.rules.posture_test

incomplete(statements) := found if {
	findings := data.mfa.rules.findings with input as {"subject": {
		"policies": {"identity": [{"Version": "2012-10-17", "Statement": statements}]},
		"assume": "nothing",
		"profile": "strict",
	}}
	found := [finding | some finding in findings; finding.rule == "proof-incomplete"]
}

reading(resource) := {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}

test_proof_incomplete_is_found_at_the_statement if {
	found := incomplete([reading("arn:aws:s3:::a/x"), reading(["arn:aws:s3:::b/*x*", "arn:aws:s3:::b/*y*"])])
	{finding.at | some finding in found} == {{"policy": "identity[0]", "statement": 1}}
	{finding.message | some finding in found} == {concat(" ", [
		"the proof does not cover every request:",
		sprintf("the resource pattern arn:aws:s3:::b/*%s* overlaps other patterns in more ways than mfagate tries", [name]),
	]) |
		some name in ["x", "y"]
	}
}

test_proof_incomplete_is_silent_where_every_request_is_covered if {
	incomplete([reading("arn:aws:s3:::a/x"), reading("arn:aws:s3:::b/*")]) == []
}

test_proof_incomplete_stands_at_the_guard_where_no_statement_is_at_fault if {
	findings := data.mfa.rules.findings with input as {
		"subject": {
			"policies": {"identity": [{"Version": "2012-10-17", "Statement": [reading("arn:aws:s3:::a/x")]}]},
			"assume": "nothing",
			"profile": "strict",
		},
		"assumptions": {"user-name-case": "insensitive"},
	}
	places := [finding.at | some finding in findings; finding.rule == "proof-incomplete"]
	places == [{"policy": "identity[0]", "statement": 0}]
}
