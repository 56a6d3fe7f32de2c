package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

test_a_guard_that_would_stop_keys_stays_and_identity_gets_its_own if {
	asked := short("api-key", "identity", "guarded", "iam:CreateAccessKey", granted)
	cause := found(guarded(guard({"Bool": {mfa: "false"}}), "console-only"), asked)
	assertions.equals(cause.at, at(1, ["Condition", "Bool", mfa]))
	assertions.equals(cause.edits, [added(causes.identity_guards[1])])
	assertions.equals(cause.remedy, sprintf(
		`Add to identity[0] a separate Deny of iam:Create* with BoolIfExists %s "false"; %s.`,
		[mfa, "`mfagate recommend` prints one"],
	))
}

test_without_a_guard_the_grant_is_shown_and_a_deny_added if {
	assertions.equals(found(identity([everything], "strict"), key_services), {
		"at": at(0, []),
		"why": "no Deny that requires MFA is about it",
		"edits": [added(guard({"BoolIfExists": {mfa: "false"}}))],
		"remedy": concat("", [
			"Add to identity[0] a Deny of everything except what enrollment needs ",
			sprintf("with BoolIfExists %s \"false\"; `mfagate recommend` prints one.", [mfa]),
		]),
	})
}

test_the_added_deny_leaves_out_what_the_profile_requires_to_be_open if {
	[edit] := found(identity([everything], "console-only"), console_services).edits
	assertions.equals(edit.value.Condition, {"Bool": {mfa: "false", "aws:ViaAWSService": "false"}})
	"ecr:PutImage" in edit.value.NotAction
}
