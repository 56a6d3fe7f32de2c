package mfa.rules_test

own_name := {
	"Effect": "Allow",
	"Action": "iam:*VirtualMFADevice",
	"Resource": ["arn:aws:iam::*:mfa/${aws:username}"],
}

test_own_device_name_finds_name if {
	found("own-device-name", identity([own_name])) == {{
		"rule": "own-device-name",
		"message": concat("", [
			"iam:CreateVirtualMFADevice is granted on arn:aws:iam::*:mfa/${aws:username} only, ",
			"so a device of another name cannot be created",
		]),
		"at": at(0, ["Resource", 0]),
		"evidence": {"resource": "arn:aws:iam::*:mfa/${aws:username}"},
	}}
}

test_own_device_name_spares_free_names if {
	free := object.union(own_name, {"Resource": "arn:aws:iam::*:mfa/*"})
	found("own-device-name", identity([free])) == set()
	found("own-device-name", identity([own_name, free])) == set()
}

test_own_device_name_spares_deletion if {
	found("own-device-name", identity([object.union(own_name, {"Action": "iam:DeleteVirtualMFADevice"})])) == set()
}
