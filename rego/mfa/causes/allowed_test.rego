package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

key_services := short("api-key", "services", "blocked", "s3:GetObject", granted)

console_services := short("console-without-mfa", "services", "blocked", "s3:GetObject", granted)

console_identity := short("console-without-mfa", "identity", "blocked", "iam:CreateAccessKey", granted)

# What a guard says of a witness that it nearly denied.
not_denied(why) := sprintf("this Deny does not apply: %s", [why])

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
			sprintf("this Allow applies: %s is absent from the request, ", [mfa]),
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
		"why": "this Allow has no condition on MFA",
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
