package mfa.causes_test

import data.assertions_test as assertions

test_an_operator_that_does_not_match_an_absent_key_gets_if_exists if {
	assertions.equals(found(guarded(guard({"Bool": {mfa: "false"}}), "strict"), key_services), {
		"at": at(1, ["Condition", "Bool", mfa]),
		"why": not_denied(sprintf("%s is absent from the request, and Bool does not match an absent key", [mfa])),
		"edits": [replaced(1, "Condition", {"BoolIfExists": {mfa: "false"}})],
		"remedy": sprintf("In identity[0] statement 1, replace Bool with BoolIfExists on %s.", [mfa]),
	})
}

test_another_form_of_the_condition_is_replaced_by_a_plain_one if {
	cause := found(guarded(guard({"Null": {mfa: "true"}}), "strict"), console_services)
	assertions.equals(cause.edits, [replaced(1, "Condition", {"BoolIfExists": {mfa: "false"}})])
	assertions.equals(
		cause.remedy,
		sprintf(`In identity[0] statement 1, put BoolIfExists %s "false" in place of the condition on MFA.`, [mfa]),
	)
	assertions.equals(cause.why, not_denied(sprintf(`Null %s "true" is false: the request has "false"`, [mfa])))
}

test_a_condition_that_services_would_meet_leaves_them_out if {
	old_sign_in := guard({"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}})
	narrow := object.union(object.remove(old_sign_in, ["NotAction"]), {"Action": "s3:*"})
	cause := found(guarded(narrow, "console-only"), console_services)
	wanted := {"Bool": {mfa: "false", "aws:ViaAWSService": "false"}}
	assertions.equals(cause.edits, [replaced(1, "Condition", wanted)])
	assertions.equals(cause.remedy, sprintf(
		`In identity[0] statement 1, put Bool %s "false" and Bool aws:ViaAWSService "false" %s.`,
		[mfa, "in place of the condition on MFA"],
	))
}

test_another_condition_that_failed_is_removed if {
	condition := {"BoolIfExists": {mfa: "false"}, "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
	cause := found(guarded(guard(condition), "strict"), console_services)
	assertions.equals(cause.at, at(1, ["Condition", "NotIpAddress", "aws:SourceIp"]))
	assertions.equals(cause.edits, [replaced(1, "Condition", {"BoolIfExists": {mfa: "false"}})])
	assertions.equals(cause.remedy, "In identity[0] statement 1, remove the condition NotIpAddress on aws:SourceIp.")
}

test_an_exemption_of_all_of_iam_becomes_what_enrollment_needs if {
	wide := object.union(guard({"BoolIfExists": {mfa: "false"}}), {"NotAction": ["sts:GetSessionToken", "iam:*"]})
	cause := found(guarded(wide, "strict"), console_identity)
	needed := [action | some action in exempt; startswith(action, "iam:")]
	assertions.equals(cause.at, at(1, ["NotAction", 1]))
	assertions.equals(cause.why, not_denied("iam:CreateAccessKey is covered by NotAction sts:GetSessionToken, iam:*"))
	assertions.equals(cause.edits, [replaced(1, "NotAction", array.concat(["sts:GetSessionToken"], needed))])
	assertions.equals(
		cause.remedy,
		sprintf("In NotAction of identity[0] statement 1, replace iam:* with %s.", [concat(", ", needed)]),
	)
}

test_an_exemption_that_enrollment_does_not_need_is_removed if {
	wide := object.union(guard({"BoolIfExists": {mfa: "false"}}), {"NotAction": array.concat(["s3:*"], exempt)})
	cause := found(guarded(wide, "strict"), console_services)
	assertions.equals(cause.edits, [replaced(1, "NotAction", exempt)])
	assertions.equals(cause.remedy, "Remove s3:* from NotAction of identity[0] statement 1.")
}

test_a_not_action_without_entries_gets_what_enrollment_needs if {
	wide := object.union(guard({"BoolIfExists": {mfa: "false"}}), {"NotAction": "s3:*"})
	assertions.equals(found(guarded(wide, "strict"), console_services).edits, [replaced(1, "NotAction", exempt)])
}
