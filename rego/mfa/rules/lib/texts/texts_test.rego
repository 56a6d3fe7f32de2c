package mfa.rules.lib.texts_test

import data.mfa.rules.lib.texts

test_placed_texts if {
	texts.placed(["Resource"], "a") == [{"path": ["Resource"], "text": "a"}]
	texts.placed(["Resource"], ["a", 1, "b"]) == [
		{"path": ["Resource", 0], "text": "a"},
		{"path": ["Resource", 2], "text": "b"},
	]
	texts.placed(["Resource"], null) == []
}

test_principals if {
	texts.of_principals({"value": {"Principal": "*"}}) == [{"path": ["Principal"], "text": "*"}]
	texts.of_principals({"value": {"NotPrincipal": {"AWS": ["a", "b"], "Service": "c"}}}) == [
		{"path": ["NotPrincipal", "AWS", 0], "text": "a"},
		{"path": ["NotPrincipal", "AWS", 1], "text": "b"},
		{"path": ["NotPrincipal", "Service"], "text": "c"},
	]
	texts.of_principals({"value": {}}) == []
}

test_with_arns_takes_all_elements if {
	statement := {
		"Effect": "Allow",
		"Principal": {"AWS": "p"},
		"Action": "s3:*",
		"NotResource": "r",
		"Condition": {"ArnLike": {"aws:PrincipalArn": ["c"]}, "Bool": {"aws:SecureTransport": true}},
	}
	found := {[one.path, one.text] | some one in texts.with_arns} with input as {"subject": {
		"kind": "resource",
		"policies": {"resource": {"Version": "2012-10-17", "Statement": [statement]}},
	}}
	found == {
		[["Principal", "AWS"], "p"],
		[["NotResource"], "r"],
		[["Condition", "ArnLike", "aws:PrincipalArn", 0], "c"],
	}
}
