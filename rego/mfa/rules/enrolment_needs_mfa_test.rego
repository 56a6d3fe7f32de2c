package mfa.rules_test

after_mfa := {
	"Effect": "Allow",
	"Action": ["iam:ListMFADevices", "iam:EnableMFADevice"],
	"Resource": "*",
	"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
}

test_enrolment_needs_mfa_finds_grant_after_mfa if {
	found("enrolment-needs-mfa", identity([after_mfa])) == {{
		"rule": "enrolment-needs-mfa",
		"message": "iam:EnableMFADevice is granted only after MFA, so a user without a device cannot enrol",
		"at": at(0, ["Action", 1]),
		"evidence": {"action": "iam:EnableMFADevice"},
	}}
}

test_enrolment_needs_mfa_spares_second_grant if {
	found("enrolment-needs-mfa", identity([after_mfa, allow_all])) == set()
	found("enrolment-needs-mfa", identity([after_mfa, {
		"Effect": "Allow",
		"NotAction": "s3:*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
	}])) == set()
}

test_enrolment_needs_mfa_spares_deactivation_and_everything if {
	found("enrolment-needs-mfa", identity([
		object.union(after_mfa, {"Action": "iam:DeactivateMFADevice"}),
		object.union(after_mfa, {"Action": "*"}),
	])) == set()
}
