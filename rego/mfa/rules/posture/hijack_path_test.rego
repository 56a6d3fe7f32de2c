package mfa.rules.posture_test

import data.mfa.rules.posture

input_of(policy, facts) := {
	"subject": {"profile": "strict", "policies": {"identity": [{"Version": "2012-10-17", "Statement": [policy]}]}},
	"account_facts": facts,
}

hijacks(policy, facts) := found if {
	found := [hijacking | some hijacking in posture.hijackings] with input as input_of(policy, facts)
}

exempting(actions) := {
	"Sid": "Guard",
	"Effect": "Deny",
	"NotAction": array.concat(["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "sts:GetSessionToken"], actions),
	"Resource": "*",
	"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}

test_hijack_path_is_found if {
	findings := data.mfa.rules.findings with input as input_of(exempting(["iam:ChangePassword"]), {})
	[finding] := [finding | some finding in findings; finding.rule == "hijack-path"]
	finding.message == concat(" ", [
		"The password of a user who has no device leads to access that outlives the credential:",
		"iam:ChangePassword; this Deny does not apply: iam:ChangePassword is covered by NotAction",
		"iam:CreateVirtualMFADevice, iam:EnableMFADevice, sts:GetSessionToken, … (4 values)",
	])
	finding.at == {"policy": "identity[0]", "statement": 0, "path": ["NotAction", 3]}
	finding.remedy == "Remove iam:ChangePassword from NotAction of Guard."
	[edit.path | some edit in finding.evidence.edits] == [["NotAction"]]
	finding.evidence.also == []
	finding.evidence.steps[0].why == "allowed by identity[1] statement 0 (AssumedAllowAll)"
}

test_hijack_path_shows_the_actions_in_turn_and_repeated_ones_once if {
	found := hijacks(exempting(["iam:*"]), {})
	[finding.message | some finding in found; finding.evidence.from == "stolen-api-key"] == [concat(" ", [
		"A stolen access key leads to an administrator's rights:",
		"iam:CreatePolicyVersion",
	])]
	steps := [{"action": "a:A"}, {"action": "a:A"}, {"action": "a:B"}, {"action": "a:A"}]
	posture.in_turn(steps) == "a:A, then a:B, then a:A"
}

test_hijack_path_is_silent_where_only_enrolment_is_exempt if hijacks(exempting([]), {}) == []

test_hijack_path_without_a_cause_stands_at_the_guard if {
	findings := data.mfa.rules.findings with input as input_of(exempting(["iam:ChangePassword"]), {})
		with data.mfa.causes.of_paths as {}
	[finding] := [finding | some finding in findings; finding.rule == "hijack-path"]
	endswith(finding.message, "credential: iam:ChangePassword")
	finding.at == {"policy": "identity[0]", "statement": 0}
	object.keys(finding) == {"rule", "message", "at", "evidence"}
}
