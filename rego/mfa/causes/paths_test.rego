package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

# The cause of the path from a stolen access key.
cause_of_key_path(subject) := object.get(paths, "stolen-api-key", {}) if {
	paths := causes.of_paths with input as {"subject": object.union(subject, {"assume": "nothing"})}
}

identity_denies := [added(deny) | some deny in causes.identity_guards]

test_a_path_through_an_exemption_is_closed_in_not_action if {
	wide := object.union(guard({"BoolIfExists": {mfa: "false"}}), {"NotAction": array.concat(exempt, ["iam:*"])})
	cause := cause_of_key_path(guarded(wide, "console-only"))
	assertions.equals(cause.at, at(1, ["NotAction", count(exempt)]))
	assertions.equals(cause.edits, [replaced(1, "NotAction", exempt)])
	cause.remedy == "Remove iam:* from NotAction of identity[0] statement 1."
}

test_a_path_past_bool_is_closed_by_separate_denies if {
	cause := cause_of_key_path(guarded(guard({"Bool": {mfa: "false"}}), "console-only"))
	assertions.equals(cause.at, at(1, ["Condition", "Bool", mfa]))
	assertions.equals(cause.edits, identity_denies)
	endswith(cause.remedy, "; `mfagate recommend` prints both.")
}

test_a_deny_that_is_there_is_not_asked_for if {
	statements := [everything, guard({"Bool": {mfa: "false"}}), object.union(causes.identity_guards[1], {"Sid": "There"})]
	cause := cause_of_key_path(identity(statements, "console-only"))
	assertions.equals(cause.edits, [identity_denies[0]])
	startswith(cause.remedy, "Add to identity[0] a separate Deny of iam:A*, ")
	endswith(cause.remedy, "; `mfagate recommend` prints one.")
}

test_a_path_of_a_profile_that_requires_nothing_is_closed_as_a_change_of_identity if {
	cause := cause_of_key_path(identity([everything], "none"))
	assertions.equals(cause.edits, [added(guard({"BoolIfExists": {mfa: "false"}}))])
	causes.required_on_path("api-key", "identity") == "guarded" with input as {"subject": identity([everything], "none")}
	not causes.required_on_path("api-key", "services") with input as {"subject": identity([everything], "console-only")}
}

test_without_a_path_nothing_is_asked if {
	strict := guard({"BoolIfExists": {mfa: "false"}})
	assertions.equals(cause_of_key_path(guarded(strict, "strict")), {})
}

test_calls_of_enrollment_and_with_mfa_are_not_to_be_denied if {
	theft := {"start": {"id": "stolen-api-key", "row": "api-key"}, "calls": [
		{"request": {"action": "iam:EnableMFADevice"}, "context": {}, "by": []},
		{"request": {"action": "iam:CreateUser"}, "context": {mfa: "true"}, "by": []},
		{"request": {"action": "s3:GetObject"}, "context": {}, "by": []},
		{"request": {"action": "iam:DeleteUser"}, "context": {}, "by": []},
	]}
	found := causes.path_calls with input as {"subject": identity([everything], "strict")}
		with data.mfa.hijack.worst_paths as [theft]
	assertions.equals([call.request.action | some call in found], ["iam:DeleteUser", "s3:GetObject"])
}

test_a_cause_without_edits_is_better_than_none if {
	assertions.equals(causes.best_cause([{"why": "one"}, {"why": "two"}]), {"why": "one"})
	changed := {"why": "two", "edits": [{"op": "remove"}]}
	assertions.equals(causes.best_cause([{"why": "one"}, changed]), changed)
}
