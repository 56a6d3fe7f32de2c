package mfa.rules.resources_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/own-device-name.md.
examples contains {
	"rule": "own-device-name",
	"avoid": {
		"Effect": "Allow",
		"Action": "iam:CreateVirtualMFADevice",
		"Resource": "arn:aws:iam::*:mfa/${aws:username}",
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "iam:CreateVirtualMFADevice",
		"Resource": "arn:aws:iam::*:mfa/*",
	},
}

own_name := {
	"Effect": "Allow",
	"Action": "iam:*VirtualMFADevice",
	"Resource": ["arn:aws:iam::*:mfa/${aws:username}"],
}

test_own_device_name_finds_name if {
	testing.reports("own-device-name", testing.identity([own_name]), {{
		"rule": "own-device-name",
		"message": concat("", [
			"iam:CreateVirtualMFADevice is granted on arn:aws:iam::*:mfa/${aws:username} only, ",
			"so users cannot create a device with another name",
		]),
		"at": testing.at(0, ["Resource", 0]),
		"evidence": {"resource": "arn:aws:iam::*:mfa/${aws:username}"},
	}})
}

test_own_device_name_ignores_free_names if {
	free := object.union(own_name, {"Resource": "arn:aws:iam::*:mfa/*"})
	testing.ignores("own-device-name", testing.identity([free]))
	testing.ignores("own-device-name", testing.identity([own_name, free]))
}

test_own_device_name_ignores_deletion if {
	testing.ignores(
		"own-device-name",
		testing.identity([object.union(own_name, {"Action": "iam:DeleteVirtualMFADevice"})]),
	)
}
