package iam.principals_test

import data.iam.principals

linked_arn := "arn:aws:iam::1:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"

session := "arn:aws:sts::1:assumed-role/AWSServiceRoleForECS/s"

is_linked(arn, context) if principals.is_service_linked(principals.caller(arn), context)

test_a_service_linked_role_is_known_by_its_path if {
	is_linked(linked_arn, {})
	every arn in [
		"arn:aws:iam::1:role/AWSServiceRoleForECS",
		"arn:aws:iam::1:role/other/ecs.amazonaws.com/AWSServiceRoleForECS",
		"arn:aws:iam::1:role/aws-service-role/ecs.amazonaws.com/Mine",
		"arn:aws:iam::1:user/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
	] {
		not is_linked(arn, {})
	}
}

test_a_session_is_of_a_service_linked_role_if_its_principal_arn_says_so if {
	is_linked(session, {"aws:principalarn": linked_arn})
	not is_linked(session, {"aws:principalarn": "arn:aws:iam::1:role/AWSServiceRoleForECS"})
	not is_linked(session, {"aws:principalarn": [linked_arn, linked_arn]})
	not is_linked("arn:aws:sts::1:assumed-role/AWSServiceRoleForOther/s", {"aws:principalarn": linked_arn})
	not is_linked("arn:aws:sts::1:assumed-role/Mine/s", {"aws:principalarn": linked_arn})
}

test_without_a_principal_arn_the_name_of_a_session_decides_by_assumption if {
	is_linked(session, {}) with input as {}
	not is_linked("arn:aws:sts::1:assumed-role/MyAWSServiceRoleForECS/s", {})
	not is_linked("arn:aws:sts::1:federated-user/AWSServiceRoleForECS", {})
	strict := {"assumptions": {"service-linked-session": "by-principal-arn"}}
	not is_linked(session, {}) with input as strict
	is_linked(session, {"aws:principalarn": linked_arn}) with input as strict
}
