package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

if_exists := {"BoolIfExists": {mfa: "false"}}

cause_of_enrolment(subject) := cause if {
	cause := causes.of_enrolment with input as {"subject": object.union(subject, {"assume": "nothing"})}
}

device_allows := [added(allow) | some allow in causes.enrolment_allows]

test_possible_enrollment_has_no_cause if {
	cause_of_enrolment(guarded(guard(if_exists), "strict")) == {}
}

test_a_missing_exemption_is_added_to_not_action if {
	without := [action | some action in exempt; action != "iam:EnableMFADevice"]
	assertions.equals(cause_of_enrolment(guarded(object.union(guard(if_exists), {"NotAction": without}), "strict")), {
		"at": at(1, ["NotAction"]),
		"edits": [replaced(1, "NotAction", array.concat(without, ["iam:EnableMFADevice"]))],
		"remedy": "Add iam:EnableMFADevice to NotAction of identity[0] statement 1.",
	})
}

test_both_denies_of_the_calls_are_changed_and_the_missing_allows_added if {
	deny := {"Effect": "Deny", "Action": ["s3:*", "iam:CreateVirtualMFADevice"], "Resource": "*"}
	other := {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*", "Condition": if_exists}
	allow := {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
	cause := cause_of_enrolment(identity([allow, deny, other], "strict"))
	assertions.equals(cause.at, at(1, ["Action", 1]))
	entries := ["s3:*", "iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
	edits := [replaced(1, "Action", ["s3:*"]), replaced(2, "NotAction", entries)]
	assertions.equals(cause.edits, array.concat(edits, device_allows))
}

test_an_allow_that_asks_for_mfa_is_shown_and_another_added if {
	allow := {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {mfa: "true"}}}
	cause := cause_of_enrolment(identity([allow], "strict"))
	assertions.equals(cause.at, at(0, ["Condition", "Bool", mfa]))
	assertions.equals(cause.edits, device_allows)
}

test_without_an_allow_near_the_finding_has_no_place_of_its_own if {
	cause := cause_of_enrolment(identity([{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}], "strict"))
	assertions.equals(object.keys(cause), {"edits", "remedy"})
}

test_each_layer_that_lacks_an_allow_gets_one if {
	bucket := {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
	one := object.union(identity([], "strict"), {"policies": {"identity": [bucket], "boundary": [bucket]}})
	[edit.policy | some edit in cause_of_enrolment(one).edits] == [
		"identity[0]", "boundary[0]",
		"identity[0]", "boundary[0]",
	]
}

test_a_control_policy_is_left_alone if {
	deny := {"Effect": "Deny", "Action": "iam:EnableMFADevice", "Resource": "*"}
	one := object.union(identity([everything], "strict"), {"policies": {
		"scp": [[{"Version": "2012-10-17", "Statement": [everything, deny]}]],
		"identity": [{"Version": "2012-10-17", "Statement": [everything, deny]}],
	}})
	assertions.equals(cause_of_enrolment(one), {
		"at": at(1, ["Action"]),
		"remedy": "Leave the control policy as it is: its Deny is for the organization to decide.",
	})
}
