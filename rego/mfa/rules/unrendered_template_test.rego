package mfa.rules_test

naming(resource_) := {"Effect": "Allow", "Action": "iam:GetUser", "Resource": resource_}

test_unrendered_template_finds_doubled_dollar if {
	found("unrendered-template", identity([naming("arn:aws:iam::*:user/$${aws:username}")])) == {{
		"rule": "unrendered-template",
		"message": concat("", [
			"arn:aws:iam::*:user/$${aws:username} has $${aws:username} in it: ",
			"a template that was not filled in",
		]),
		"at": at(0, ["Resource"]),
		"evidence": {"text": "arn:aws:iam::*:user/$${aws:username}", "mark": "$${aws:username}"},
	}}
}

test_unrendered_template_finds_marks if {
	marks := {finding.evidence.mark | some finding in found("unrendered-template", identity([naming([
		"arn:aws:iam::${AWS::AccountId}:user/bob",
		"arn:aws:iam::${var.account}:user/bob",
		"arn:aws:iam::{{ account }}:user/bob",
		"arn:aws:s3:::<bucket name>/*",
		"arn:aws:iam::#{account}:user/bob",
	])]))}
	marks == {"${AWS::AccountId}", "${var.account}", "<bucket name>"}
}

# In the place of the account a name in braces or angle brackets is for the rule about placeholders.
test_unrendered_template_spares_placeholder_accounts if {
	found("unrendered-template", identity([naming("arn:aws:iam::<AWS Account>:user/bob")])) == set()
}

test_unrendered_template_spares_variables if {
	found("unrendered-template", identity([naming([
		"arn:aws:iam::*:user/${aws:username}", "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*",
		"arn:aws:s3:::b/${*}${?}${$}", "*",
	])])) == set()
}
