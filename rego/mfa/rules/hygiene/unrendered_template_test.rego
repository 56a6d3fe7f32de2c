package mfa.rules.hygiene_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/unrendered-template.md.
examples contains {
	"rule": "unrendered-template",
	"avoid": {
		"Effect": "Allow",
		"Action": "iam:GetUser",
		"Resource": "arn:aws:iam::*:user/$${aws:username}",
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "iam:GetUser",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
}

naming(resource_) := {"Effect": "Allow", "Action": "iam:GetUser", "Resource": resource_}

test_unrendered_template_finds_doubled_dollar if {
	testing.reports("unrendered-template", testing.identity([naming("arn:aws:iam::*:user/$${aws:username}")]), {{
		"rule": "unrendered-template",
		"message": concat("", [
			"arn:aws:iam::*:user/$${aws:username} contains $${aws:username}: ",
			"the template was not rendered",
		]),
		"at": testing.at(0, ["Resource"]),
		"evidence": {"text": "arn:aws:iam::*:user/$${aws:username}", "mark": "$${aws:username}"},
	}})
}

test_unrendered_template_finds_marks if {
	marks := {finding.evidence.mark | some finding in testing.found("unrendered-template", testing.identity([naming([
		"arn:aws:iam::${AWS::AccountId}:user/bob",
		"arn:aws:iam::${var.account}:user/bob",
		"arn:aws:iam::{{ account }}:user/bob",
		"arn:aws:s3:::<bucket name>/*",
		"arn:aws:iam::#{account}:user/bob",
	])]))}
	marks == {"${AWS::AccountId}", "${var.account}", "<bucket name>"}
}

# The rule placeholder-account reports a placeholder in place of an account number.
test_unrendered_template_ignores_placeholder_accounts if {
	testing.ignores("unrendered-template", testing.identity([naming("arn:aws:iam::<AWS Account>:user/bob")]))
}

test_unrendered_template_ignores_variables if {
	testing.ignores("unrendered-template", testing.identity([naming([
		"arn:aws:iam::*:user/${aws:username}", "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*",
		"arn:aws:s3:::b/${*}${?}${$}", "*",
	])]))
}
