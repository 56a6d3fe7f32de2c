package mfa.rules.exemptions_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/exempt-identity-writes.md.
examples contains {
	"rule": "exempt-identity-writes",
	"avoid": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
			"iam:CreateAccessKey",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_exempt_identity_writes_finds_password if {
	testing.reports("exempt-identity-writes", testing.exempting(testing.enrolment_and(["iam:ChangePassword"])), {{
		"rule": "exempt-identity-writes",
		"message": concat("", [
			"NotAction iam:ChangePassword exempts iam:ChangePassword from MFA: ",
			"whoever knows the password changes it and locks the owner out",
		]),
		"at": testing.at(0, ["NotAction", 7]),
		"evidence": {"actions": ["iam:ChangePassword"]},
	}})
}

test_exempt_identity_writes_finds_pattern if {
	testing.reports("exempt-identity-writes", testing.exempting("iam:*LoginProfile"), {{
		"rule": "exempt-identity-writes",
		"message": concat("", [
			"NotAction iam:*LoginProfile exempts iam:CreateLoginProfile from MFA (and 1 more): a user ",
			"without a password gets one, and with it the console",
		]),
		"at": testing.at(0, ["NotAction"]),
		"evidence": {"actions": ["iam:CreateLoginProfile", "iam:UpdateLoginProfile"]},
	}})
}

test_exempt_identity_writes_ignores_guard_of_one_bucket if {
	testing.ignores("exempt-identity-writes", testing.identity([object.union(
		testing.guard(["s3:Get*", "iam:CreateUser"]),
		{"Resource": "arn:aws:s3:::reports/*"},
	)]))
}

test_exempt_identity_writes_ignores_enrolment if {
	testing.ignores("exempt-identity-writes", testing.identity([testing.allow_all, testing.guard(testing.enrolment)]))
}

test_exempt_identity_writes_ignores_what_second_guard_stops if {
	testing.ignores("exempt-identity-writes", testing.identity([
		testing.bool_guard(["iam:ChangePassword", "iam:Create*"]),
		testing.guard(testing.enrolment),
	]))
}

# A guard that exempts two actions, beside a Deny of them on every resource but some.
beside_deny_except(not_resource) := testing.identity([
	testing.guard(testing.enrolment_and(["iam:CreateAccessKey", "iam:DeleteVirtualMFADevice"])),
	{
		"Effect": "Deny",
		"Action": ["iam:CreateAccessKey", "iam:DeleteVirtualMFADevice"],
		"NotResource": not_resource,
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
])

own_user := "arn:aws:iam::*:user/${aws:username}"

test_exempt_identity_writes_finds_what_second_guard_leaves_on_own_user if {
	every not_resource in [own_user, [own_user, "arn:aws:iam::*:mfa/${aws:username}"], "*"] {
		testing.paths("exempt-identity-writes", beside_deny_except(not_resource)) == {[0, ["NotAction", 7]]}
	}
}

test_exempt_identity_writes_ignores_what_second_guard_stops_on_all_users if {
	every not_resource in ["arn:aws:iam::*:mfa/*", "arn:aws:iam::*:role/*", "arn:aws:s3:::reports/*"] {
		testing.ignores("exempt-identity-writes", beside_deny_except(not_resource))
	}
}
