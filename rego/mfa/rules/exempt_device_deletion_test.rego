package mfa.rules_test

test_exempt_device_deletion_finds_entry if {
	found("exempt-device-deletion", identity([guard(array.concat(enrolment, ["iam:DeleteVirtualMFADevice"]))])) == {{
		"rule": "exempt-device-deletion",
		"message": concat("", [
			"NotAction iam:DeleteVirtualMFADevice lets devices that are not in use ",
			"be deleted without MFA",
		]),
		"at": at(0, ["NotAction", 7]),
		"evidence": {"action": "iam:DeleteVirtualMFADevice"},
	}}
}

test_exempt_device_deletion_spares_enrolment if {
	found("exempt-device-deletion", identity([guard(enrolment)])) == set()
}
