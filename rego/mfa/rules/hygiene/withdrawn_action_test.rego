package mfa.rules.hygiene_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/withdrawn-action.md.
examples contains {
	"rule": "withdrawn-action",
	"avoid": {
		"Effect": "Allow",
		"Action": ["iam:EnableMFADevice", "iam:RequestSmsMfaRegistration"],
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "iam:EnableMFADevice",
		"Resource": "arn:aws:iam::*:user/${aws:username}",
	},
}

test_withdrawn_action_finds_text_messages if {
	testing.reports(
		"withdrawn-action", testing.identity([{
			"Effect": "Allow",
			"Action": ["iam:EnableMFADevice", "iam:RequestSmsMfaRegistration"],
			"Resource": "*",
		}]),
		{{
			"rule": "withdrawn-action",
			"message": "iam:RequestSmsMfaRegistration has no effect: MFA by text message was withdrawn",
			"at": testing.at(0, ["Action", 1]),
			"evidence": {"action": "iam:RequestSmsMfaRegistration"},
		}},
	)
}

test_withdrawn_action_ignores_living_actions if {
	testing.ignores("withdrawn-action", testing.exempting(testing.enrolment))
}
