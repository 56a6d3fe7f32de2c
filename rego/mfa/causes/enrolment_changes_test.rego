package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

denying(action) := {"Effect": "Deny", "Action": action, "Resource": "*", "Condition": if_exists}

edits_for(statements) := cause_of_enrolment(identity(statements, "strict")).edits

test_a_deny_of_everything_exempts_enrollment if {
	assertions.equals(edits_for([everything, denying("*")]), [
		removed(1, ["Action"]),
		replaced(1, "NotAction", exempt),
	])
}

test_a_deny_of_a_service_denies_the_rest_of_it if {
	[edit] := edits_for([everything, denying(["IAM:Enable*", "iam:CreateVirtual*", "s3:*"])])
	assertions.equals(edit, replaced(1, "Action", ["iam:EnableO*", "s3:*"]))
}

test_no_beginning_covers_an_action_that_is_left_out if {
	found := causes.shortest("iam:*", ["iam:EnableMFADevice"])
	"iam:EnableO*" in found
	not "iam:E*" in found
	not "iam:EnableM*" in found
	"iam:C*" in found
	causes.shortest_beginning("iam:Get", 5, ["iam:GetUser"]) == "iam:Get"
}

test_a_deny_of_enrollment_alone_is_removed if {
	assertions.equals(edits_for([everything, denying("iam:EnableMFADevice")]), [removed(1, [])])
}

test_no_document_is_left_without_a_statement if {
	deny := {"Version": "2012-10-17", "Statement": [denying("iam:EnableMFADevice")]}
	allow := {"Version": "2012-10-17", "Statement": [everything]}
	one := object.union(identity([], "strict"), {"policies": {"identity": [allow, deny]}})
	cause := cause_of_enrolment(one)
	assertions.equals(cause, {"at": {"policy": "identity[1]", "statement": 0, "path": ["Action"]}})
}

test_a_deny_by_network_is_not_changed if {
	office := {
		"Effect": "Deny",
		"NotAction": "s3:*",
		"Resource": "*",
		"Condition": {"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}},
	}
	assertions.equals(object.keys(cause_of_enrolment(identity([everything, office], "strict"))), {"at"})
	stated := object.union(identity([everything, office], "strict"), {"context": {"aws:SourceIp": "192.0.2.10"}})
	cause_of_enrolment(stated) == {}
}

test_an_allow_is_added_only_where_variables_are_replaced if {
	old := {"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
	one := object.union(identity([], "strict"), {"policies": {"identity": [old]}})
	assertions.equals(cause_of_enrolment(one), {})
}
