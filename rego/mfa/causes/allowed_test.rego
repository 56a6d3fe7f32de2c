package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

key_services := short("api-key", "services", "blocked", "s3:GetObject", granted)

console_services := short("console-without-mfa", "services", "blocked", "s3:GetObject", granted)

console_identity := short("console-without-mfa", "identity", "blocked", "iam:CreateAccessKey", granted)

# What a guard says of a witness that it nearly denied.
not_denied(why) := sprintf("identity[0] statement 1 does not deny it: %s", [why])

test_an_operator_that_does_not_match_an_absent_key_gets_if_exists if {
	assertions.equals(found(guarded(guard({"Bool": {mfa: "false"}}), "strict"), key_services), {
		"at": at(1, ["Condition", "Bool", mfa]),
		"why": not_denied(sprintf("%s is absent from the request, and Bool does not match an absent key", [mfa])),
		"edits": [replaced(1, "Condition", {"BoolIfExists": {mfa: "false"}})],
		"remedy": sprintf("In identity[0] statement 1, replace Bool with BoolIfExists on %s.", [mfa]),
	})
}

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

test_a_guard_of_other_resources_is_for_all if {
	narrow := object.union(guard({"BoolIfExists": {mfa: "false"}}), {"Resource": "arn:aws:s3:::other/*"})
	cause := found(guarded(narrow, "strict"), console_services)
	assertions.equals(cause.at, at(1, ["Resource"]))
	assertions.equals(cause.edits, [replaced(1, "Resource", "*")])
	assertions.equals(cause.remedy, `Set Resource of identity[0] statement 1 to "*".`)
	plain := object.remove(guard({"BoolIfExists": {mfa: "false"}}), ["Resource"])
	leaving := object.union(plain, {"NotResource": ["arn:aws:s3:::reports/*"]})
	left := found(guarded(leaving, "strict"), console_services)
	assertions.equals(left.at, at(1, ["NotResource", 0]))
	assertions.equals(left.edits, [removed(1, ["NotResource"]), replaced(1, "Resource", "*")])
	assertions.equals(left.remedy, `Replace NotResource with Resource "*" in identity[0] statement 1.`)
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

test_a_guard_of_other_actions_is_not_about_the_request if {
	other := {"Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": {"BoolIfExists": {mfa: "false"}}}
	cause := found(guarded(other, "strict"), key_services)
	assertions.equals([cause.at, cause.why], [at(0, []), "no Deny that requires MFA is about it"])
}

test_an_allow_that_asks_for_mfa_and_matches_an_absent_key_asks_plainly if {
	allow := object.union(everything, {"Condition": {"BoolIfExists": {mfa: "true"}}})
	assertions.equals(found(identity([allow], "strict"), key_services), {
		"at": at(0, ["Condition", "BoolIfExists", mfa]),
		"why": concat("", [
			sprintf("identity[0] statement 0 allows it: %s is absent from the request, ", [mfa]),
			"and BoolIfExists matches an absent key",
		]),
		"edits": [replaced(0, "Condition", {"Bool": {mfa: "true"}})],
		"remedy": sprintf(`Put Bool %s "true" in place of the condition on MFA in identity[0] statement 0.`, [mfa]),
	})
}

trust_allow := {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}

trusting := short("api-key", "services", "blocked", "sts:AssumeRole", [
	{"policy": "identity[0]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"},
	{"policy": "resource", "statement": 0, "sid": null, "effect": "Allow"},
])

test_a_trust_policy_without_a_condition_gets_one if {
	assertions.equals(found(trust(trust_allow), trusting), {
		"at": {"policy": "resource", "statement": 0, "path": []},
		"why": "resource statement 0 has no condition on MFA",
		"edits": [{
			"policy": "resource",
			"statement": 0,
			"path": ["Condition"],
			"op": "replace",
			"value": {"Bool": {mfa: "true"}},
		}],
		"remedy": sprintf(`Add Bool %s "true" to the Condition of resource statement 0.`, [mfa]),
	})
}

test_an_allow_that_names_services_too_is_left_as_it_is if {
	mixed := object.union(trust_allow, {"Principal": {"Service": "ec2.amazonaws.com"}})
	cause := found(trust(mixed), trusting)
	assertions.equals(object.keys(cause), {"at", "why"})
	anybody := found(trust(object.union(object.remove(trust_allow, ["Principal"]), {"Principal": "*"})), trusting)
	count(anybody.edits) == 1
}

test_a_control_policy_is_never_edited if {
	scp := object.union(identity([], "strict"), {"kind": "scp", "policies": {
		"identity": [],
		"scp": [[{"Version": "2012-10-17", "Statement": [guard({"Bool": {mfa: "false"}})]}]],
	}})
	cause := found(scp, key_services)
	assertions.equals(cause.at, {"policy": "scp[0][0]", "statement": 0, "path": ["Condition", "Bool", mfa]})
	assertions.equals(cause.remedy, sprintf("In scp[0][0] statement 0, replace Bool with BoolIfExists on %s.", [mfa]))
	not cause.edits
}

test_an_edit_that_would_not_stop_the_request_is_not_made if {
	value := guard({"BoolIfExists": {mfa: "false"}})
	context := {"now": in_row["api-key"]}
	causes.closes(value, key_services) with data.mfa.posture.evaluation_contexts as context
	not causes.closes(guard({"Bool": {mfa: "false"}}), key_services) with data.mfa.posture.evaluation_contexts as context
}
