package mfa.causes_test

import data.assertions_test as assertions

key_denied := short("api-key", "services", "open", "s3:GetObject", denied)

matched(why) := sprintf("%s %s", [mfa, why])

test_an_operator_that_matches_an_absent_key_loses_if_exists if {
	assertions.equals(found(guarded(guard({"BoolIfExists": {mfa: "false"}}), "console-only"), key_denied), {
		"at": at(1, ["Condition", "BoolIfExists", mfa]),
		"why": matched("is absent from the request, and BoolIfExists matches an absent key"),
		"edits": [replaced(1, "Condition", {"Bool": {mfa: "false"}})],
		"remedy": concat("", [
			sprintf("Replace BoolIfExists with Bool on %s in identity[0] statement 1. ", [mfa]),
			"Changes of identity then need a Deny of their own, if there is none.",
		]),
	})
}

test_a_profile_that_guards_no_identity_needs_no_other_deny if {
	cause := found(guarded(guard({"BoolIfExists": {mfa: "false"}}), "strict"), key_denied)
	assertions.equals(cause.remedy, sprintf("Replace BoolIfExists with Bool on %s in identity[0] statement 1.", [mfa]))
}

test_the_policy_of_a_resource_is_not_about_identity if {
	statement := {
		"Effect": "Deny",
		"Principal": "*",
		"Action": "s3:*",
		"Resource": "*",
		"Condition": {"BoolIfExists": {mfa: "false"}},
	}
	subject := object.union(trust(statement), {"kind": "resource", "profile": "console-only"})
	asked := short("api-key", "services", "open", "s3:GetObject", [{
		"policy": "resource",
		"statement": 0,
		"sid": null,
		"effect": "Deny",
	}])
	cause := found(subject, asked)
	assertions.equals(cause.remedy, sprintf("Replace BoolIfExists with Bool on %s in resource statement 0.", [mfa]))
}

test_another_form_that_matches_is_replaced_by_a_plain_one if {
	cause := found(guarded(guard({"Null": {mfa: "true"}}), "console-only"), key_denied)
	assertions.equals(cause.why, matched(`is absent from the request, and Null "true" matches an absent key`))
	assertions.equals(cause.edits, [replaced(1, "Condition", {"Bool": {mfa: "false"}})])
	assertions.equals(
		cause.remedy,
		sprintf(`Put Bool %s "false" in place of the condition on MFA in identity[0] statement 1.`, [mfa]),
	)
}

test_sessions_with_mfa_need_a_deny_that_matches_false if {
	asked := short("console-with-mfa", "services", "open", "s3:GetObject", denied)
	cause := found(guarded(guard({"Bool": {mfa: "true"}}), "strict"), asked)
	assertions.equals(cause.why, matched(`is "true" in the request, and Bool "true" matches it`))
	assertions.equals(cause.edits, [replaced(1, "Condition", {"BoolIfExists": {mfa: "false"}})])
}

test_calls_of_services_are_left_out_by_via_aws_service if {
	asked := short("forwarded-from-api-key", "services", "open", "s3:GetObject", denied)
	cause := found(guarded(guard({"Bool": {mfa: "false"}}), "console-only"), asked)
	assertions.equals(cause.edits, [replaced(1, "Condition", {"Bool": {mfa: "false", "aws:ViaAWSService": "false"}})])
	assertions.equals(cause.remedy, concat("", [
		`Add Bool aws:ViaAWSService "false" to the Condition of identity[0] statement 1, `,
		"so that calls that AWS services make on the user's behalf pass.",
	]))
}

registry := [
	"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:GetDownloadUrlForLayer",
	"ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
]

test_the_calls_of_the_registry_are_exempt if {
	asked := short("ecr-from-api-key", "services", "open", "ecr:PutImage", denied)
	cause := found(guarded(guard({"Bool": {mfa: "false"}}), "console-only"), asked)
	assertions.equals(cause.edits, [replaced(1, "NotAction", array.concat(exempt, registry))])
	assertions.equals(
		cause.remedy,
		sprintf("Add %s to NotAction of identity[0] statement 1.", [concat(", ", registry)]),
	)
	every_action := object.union(object.remove(guard({"Bool": {mfa: "false"}}), ["NotAction"]), {"Action": "*"})
	assertions.equals(found(guarded(every_action, "console-only"), asked).edits, [
		removed(1, ["Action"]),
		replaced(1, "NotAction", array.concat(registry, exempt)),
	])
}

test_an_allow_that_asks_for_mfa_becomes_plain_beside_a_deny if {
	allow := object.union(everything, {"Condition": {"Bool": {mfa: "true"}}})
	asked := short("api-key", "services", "open", "s3:GetObject", [])
	cause := found(identity([allow], "console-only"), asked)
	assertions.equals(cause.at, at(0, ["Condition", "Bool", mfa]))
	assertions.equals(cause.why, concat("", [
		sprintf("this Allow does not apply: %s is absent from the request, ", [mfa]),
		"and Bool does not match an absent key",
	]))
	assertions.equals(cause.edits, [
		removed(0, ["Condition"]),
		added({
			"Effect": "Deny",
			"NotAction": array.concat(registry, exempt),
			"Resource": "*",
			"Condition": {"Bool": {mfa: "false", "aws:ViaAWSService": "false"}},
		}),
		added(data.mfa.causes.identity_guards[0]),
		added(data.mfa.causes.identity_guards[1]),
	])
	assertions.equals(cause.remedy, concat(" ", [
		"Remove the condition on MFA from identity[0] statement 0.",
		"Require MFA in a separate Deny, which binds every grant; `mfagate recommend` prints it.",
	]))
	beside := found(identity([allow, guard({"Bool": {mfa: "false"}})], "console-only"), asked)
	assertions.equals(beside.edits, [removed(0, ["Condition"])])
}

test_an_allow_that_never_matches_asks_for_true if {
	allow := object.union(everything, {"Condition": {"Bool": {mfa: "false"}}})
	asked := short("console-with-mfa", "services", "open", "s3:GetObject", [])
	cause := found(identity([allow], "strict"), asked)
	assertions.equals(cause.edits, [replaced(0, "Condition", {"Bool": {mfa: "true"}})])
	assertions.equals(cause.why, concat(" ", [
		"this Allow does not apply:",
		sprintf(`Bool %s "false" is false: the request has "true"`, [mfa]),
	]))
}

test_without_an_allow_that_is_near_this_is_said if {
	asked := short("api-key", "services", "open", "s3:GetObject", [])
	assertions.equals(found(identity([], "console-only"), asked), {"why": "no Allow nearly grants it"})
}

role(statements) := object.union(identity(statements, "strict"), {"principal": "role"})

test_a_role_is_asked_for_mfa_in_its_trust_policy if {
	refused := short("role-session", "services", "open", "s3:GetObject", denied)
	removing := found(role([everything, guard({"BoolIfExists": {mfa: "false"}})]), refused)
	assertions.equals(removing.edits, [removed(1, [])])
	assertions.equals(removing.remedy, "Remove identity[0] statement 1: require MFA in the role's trust policy.")
	allow := object.union(everything, {"Condition": {"Bool": {mfa: "true"}}})
	cause := found(role([allow]), short("role-session", "services", "open", "s3:GetObject", []))
	assertions.equals(cause.edits, [removed(0, ["Condition"])])
	assertions.equals(cause.remedy, concat(" ", [
		"Remove the condition on MFA from identity[0] statement 0.",
		"Require MFA in the role's trust policy.",
	]))
}

under_scp(statement) := object.union(identity([everything], "console-only"), {"policies": {"scp": [[{
	"Version": "2012-10-17",
	"Statement": [everything, statement],
}]]}})

test_a_deny_of_a_control_policy_stays_as_it_is if {
	by := [{"policy": "scp[0][0]", "statement": 1, "sid": null, "effect": "Deny"}]
	asked := short("api-key", "services", "open", "s3:GetObject", by)
	cause := found(under_scp(guard({"BoolIfExists": {mfa: "false"}})), asked)
	assertions.equals(cause, {
		"at": {"policy": "scp[0][0]", "statement": 1, "path": ["Condition", "BoolIfExists", mfa]},
		"why": matched("is absent from the request, and BoolIfExists matches an absent key"),
		"remedy": concat(" ", [
			"Leave the control policy as it is: its Deny is for the organization to decide.",
			"Judge the subject by a profile that requires this cell to be blocked (`profile` in the config).",
		]),
	})
}

test_an_allow_of_a_control_policy_stays_as_it_is if {
	subject := object.union(identity([everything], "console-only"), {"policies": {"scp": [[{
		"Version": "2012-10-17",
		"Statement": [object.union(everything, {"Condition": {"Bool": {mfa: "true"}}})],
	}]]}})
	cause := found(subject, short("api-key", "services", "open", "s3:GetObject", []))
	assertions.equals(object.keys(cause), {"at", "why"})
}

test_a_deny_that_decides_without_mfa_has_no_cause if {
	plain := {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
	assertions.equals(found(guarded(plain, "console-only"), key_denied), {})
}
