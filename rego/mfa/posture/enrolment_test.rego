package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

enrolment(exempt) := found if {
	found := posture.enrolment with input as testing.judging([testing.allow_all, testing.guard("Bool", exempt)])
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

test_enrolment_is_possible_where_all_that_it_requires_is_exempt if {
	enrolment("iam:*") == "possible"
	enrolment("iam:EnableMFADevice") == "possible"
}

test_enrolment_is_impossible_where_something_that_it_requires_is_denied if {
	enrolment("iam:ListUsers") == "impossible"
}

devices := data.mfa.samples.enrolment.devices

# Who may make these calls, and no other, under the condition.
enrolment_granting(actions, condition, kinds) := found if {
	allow := {"Effect": "Allow", "Action": actions, "Resource": "*", "Condition": condition}
	found := posture.enrolment with input as testing.judging([allow])
		with data.mfa.samples.enrolment.devices as [device | some device in devices; device.id in kinds]
}

test_each_kind_of_device_has_calls_of_its_own if {
	both := ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
	enrolment_granting(both, {}, {"virtual"}) == "possible"
	every kind in ["hardware", "security-key"] {
		enrolment_granting("iam:EnableMFADevice", {}, {kind}) == "possible"
	}
	enrolment_granting("iam:EnableMFADevice", {}, {"virtual"}) == "impossible"
	enrolment_granting("iam:CreateVirtualMFADevice", {}, {"virtual", "hardware", "security-key"}) == "impossible"
}

test_one_kind_of_device_is_enough if {
	enrolment_granting("iam:EnableMFADevice", {}, {"virtual", "security-key"}) == "possible"
	registered := {"StringEquals": {"iam:RegisterSecurityKey": ["Create", "Activate"]}}
	enrolment_granting("iam:EnableMFADevice", registered, {"virtual", "security-key"}) == "possible"
	created := {"StringEquals": {"iam:RegisterSecurityKey": "Create"}}
	enrolment_granting("iam:EnableMFADevice", created, {"virtual", "hardware", "security-key"}) == "impossible"
}

# The policy of a user who registers a security key: no virtual device can be made.
test_a_security_key_is_enrolled_without_a_virtual_device if {
	own := "arn:aws:iam::*:user/${aws:username}"
	exempt := ["iam:EnableMFADevice", "iam:GetUser", "iam:ListMFADevices", "iam:ResyncMFADevice"]
	posture.enrolment == "possible" with input as testing.judging([
		{"Effect": "Allow", "Action": "iam:EnableMFADevice", "Resource": own},
		testing.guard("BoolIfExists", exempt),
	])
	posture.enrolment == "impossible" with input as testing.judging([
		{"Effect": "Allow", "Action": "iam:EnableMFADevice", "Resource": own},
		testing.guard("BoolIfExists", ["iam:GetUser"]),
	])
}

test_the_obstacle_is_that_of_the_first_kind if {
	posture.enrolment_obstacle == null with input as testing.judging([testing.allow_all])
	grant := {"Effect": "Allow", "Action": "iam:CreateVirtualMFADevice", "Resource": "*"}
	obstacle := posture.enrolment_obstacle with input as testing.judging([grant])
	[obstacle.request.action, obstacle.answer.decision] == ["iam:EnableMFADevice", "ImplicitlyDenied"]
}

test_what_only_helps_enrolment_is_asked_for_after_what_it_requires if {
	asked := posture.enrolment_requests with input as {}
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
	asked == [
		object.union(testing.asked(testing.enable), {"context": "enrollment 0"}),
		object.union(testing.asked(testing.list), {"context": "enrollment 1"}),
	]
}

test_enrolment_is_impossible_where_there_is_no_answer if {
	posture.enrolment == "impossible" with input as {"subject": {"policies": {"identity": "text"}}}
}

# The exempt actions are those of enrollment, and calls that give nothing away.
test_enrolment_is_exempt_from_mfa if {
	required := {call.action | some device in devices; some call in device.calls}
	enrolment := required | {sample.action | some sample in data.mfa.samples.enrolment.helpful}
	exempt := {action | some action in data.mfa.exempt.actions}
	exempt - enrolment == {"iam:GetMFADevice", "sts:GetCallerIdentity"}
	enrolment - exempt == set()
}

# Whether a user without a password may enroll a device of a kind, where only an access key may.
enrolment_by_key(kind) := found if {
	without_console := {"Null": {"aws:MultiFactorAuthPresent": "true"}}
	allow := {"Effect": "Allow", "Action": "iam:*", "Resource": "*", "Condition": without_console}
	judging := testing.judging([allow])
	found := posture.enrolment with input as object.union(judging, {"subject": {"login_profile": false}})
		with data.mfa.samples.enrolment.devices as [device | some device in devices; device.id == kind]
}

test_a_user_without_a_password_enrolls_by_a_key_what_gives_codes if {
	enrolment_by_key("virtual") == "possible"
	enrolment_by_key("hardware") == "possible"
	enrolment_by_key("security-key") == "impossible"
}
