package mfa.rules.conditions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/enrolment-needs-mfa.md.
examples contains {
	"rule": "enrolment-needs-mfa",
	"avoid": {
		"Effect": "Allow",
		"Action": ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:DeactivateMFADevice"],
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": [
		{
			"Effect": "Allow",
			"Action": ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"],
			"Resource": "*",
		},
		{
			"Effect": "Allow",
			"Action": "iam:DeactivateMFADevice",
			"Resource": "*",
			"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
		},
	],
}

after_mfa := {
	"Effect": "Allow",
	"Action": ["iam:ListMFADevices", "iam:EnableMFADevice"],
	"Resource": "*",
	"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
}

test_enrolment_needs_mfa_finds_grant_after_mfa if {
	testing.reports("enrolment-needs-mfa", testing.identity([after_mfa]), {{
		"rule": "enrolment-needs-mfa",
		"message": "iam:EnableMFADevice is granted only after MFA, so users without a device cannot enroll one",
		"at": testing.at(0, ["Action", 1]),
		"evidence": {"action": "iam:EnableMFADevice"},
	}})
}

test_enrolment_needs_mfa_ignores_second_grant if {
	testing.ignores("enrolment-needs-mfa", testing.identity([after_mfa, testing.allow_all]))
	testing.ignores("enrolment-needs-mfa", testing.identity([after_mfa, {
		"Effect": "Allow",
		"NotAction": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
	}]))
}

test_enrolment_needs_mfa_ignores_deactivation_and_everything if {
	testing.ignores("enrolment-needs-mfa", testing.identity([
		object.union(after_mfa, {"Action": "iam:DeactivateMFADevice"}),
		object.union(after_mfa, {"Action": "*"}),
	]))
}
