package mfa.rules.hygiene_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/unknown-variable.md.
examples contains {
	"rule": "unknown-variable",
	"avoid": {
		"Effect": "Allow",
		"Action": "iam:GetUser",
		"Resource": "arn:aws:iam::*:user/${aws:usernam}",
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "iam:GetUser",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
}

own_user(variable) := {
	"Effect": "Allow",
	"Action": "iam:GetUser",
	"Resource": sprintf("arn:aws:iam::*:user/%s", [variable]),
}

test_unknown_variable_finds_typo_in_resource if {
	testing.reports("unknown-variable", testing.identity([own_user("${aws:UserNam}")]), {{
		"rule": "unknown-variable",
		"message": "aws:usernam is an unknown global condition key, so ${aws:UserNam} is never replaced",
		"at": testing.at(0, ["Resource"]),
		"evidence": {"key": "aws:usernam", "text": "arn:aws:iam::*:user/${aws:UserNam}"},
	}})
}

test_unknown_variable_finds_typo_with_default_and_in_condition if {
	testing.reports("unknown-variable", testing.identity([own_user("${aws:usernam, 'x'}")]), {{
		"rule": "unknown-variable",
		"message": "aws:usernam is an unknown global condition key, so ${aws:usernam, 'x'} is never replaced",
		"at": testing.at(0, ["Resource"]),
		"evidence": {"key": "aws:usernam", "text": "arn:aws:iam::*:user/${aws:usernam, 'x'}"},
	}})
	condition := {"StringEquals": {"s3:prefix": ["a", "${aws:usernam}/b"]}}
	testing.reports("unknown-variable", testing.denying(condition), {{
		"rule": "unknown-variable",
		"message": "aws:usernam is an unknown global condition key, so ${aws:usernam} is never replaced",
		"at": testing.at(0, ["Condition", "StringEquals", "s3:prefix", 1]),
		"evidence": {"key": "aws:usernam", "text": "${aws:usernam}/b"},
	}})
}

test_unknown_variable_ignores_keys_tags_services_and_characters if {
	every variable in [
		"${AWS:UserName}", "${aws:username, 'x'}", "${aws:PrincipalTag/x}", "${aws:RequestTag/x}",
		"${aws:ResourceTag/x}", "${saml:sub}", "${*}", "${?}", "${$}", "x",
	] {
		testing.ignores("unknown-variable", testing.identity([own_user(variable)]))
	}
}
