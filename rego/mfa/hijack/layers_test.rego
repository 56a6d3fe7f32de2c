package mfa.hijack_test

import data.mfa.hijack

test_a_guard_is_found_where_it_can_be_taken_off if {
	hijack.guards == {"identity"} with input as unguarded_iam
	hijack.guards == {"boundary"} with input as guarded_in_boundary
	hijack.guards == set() with input as guarded_by_control_policy
	hijack.guards == set() with input as granted("*", "strict")
}

test_without_the_guard_the_others_keep_their_places if {
	statements := [guard("Bool", "iam:*"), {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]
	unguarded := hijack.unguarded with input as subject([document(statements)], "strict")
	unguarded.identity[0].Statement == [
		{"Effect": "Deny", "Action": "mfagate:GuardRemoved", "Resource": "*"},
		statements[1],
	]
}

test_a_boundary_loses_its_guard_and_stays if {
	unguarded := hijack.unguarded with input as guarded_in_boundary
	unguarded.boundary[0].Statement[0] == {"Effect": "Allow", "Action": "*", "Resource": "*"}
	unguarded.boundary[0].Statement[1].Action == "mfagate:GuardRemoved"
}

test_what_must_be_taken_off_first if {
	layers := hijack.layers with input as guarded_in_boundary
	layers["as-is"].needs == set()
	layers.unguarded.needs == {"boundary-guard-removed"}
	layers.granted.needs == {"administrators-policy"}
	layers["granted-unguarded"].needs == {"administrators-policy", "boundary-guard-removed"}
}

test_without_a_guard_there_is_nothing_to_take_off if {
	layers := hijack.layers with input as granted("*", "strict")
	object.keys(layers) == {"as-is", "granted", "administrator"}
}

test_control_policies_bind_the_new_user_too if {
	layers := hijack.layers with input as guarded_by_control_policy
	set := layers.administrator.set
	set.identity == [hijack.administrator]
	count(set.scp[0]) == 2
	not set.boundary
}

test_a_resource_policy_is_about_another_resource if {
	given := object.union(unguarded_iam, {"subject": {"policies": {"resource": document([])}}})
	set := hijack.subjects_policies with input as given
	not "resource" in object.keys(set)
}

test_a_reason_names_the_statement_in_its_place if {
	statements := [guard("Bool", "iam:*"), {"Sid": "Named", "Effect": "Allow", "Action": "*", "Resource": "*"}]
	given := object.union(subject([document(statements)], "strict"), {"subject": {"assume": "nothing"}})
	allowed := hijack.allowed with input as given with hijack.graph.moves as only("use-without-guard")
	allowed["as-is"]["api-key s3:GetObject arn:aws:s3:::mfagate-sample/report.csv {}"] == by_named
	allowed.unguarded["console-without-mfa s3:GetObject arn:aws:s3:::mfagate-sample/report.csv {}"] == by_named
}

by_named := {
	"why": "allowed by identity[0] statement 1 (Named)",
	"by": [{"policy": "identity[0]", "statement": 1, "sid": "Named", "effect": "Allow"}],
}

test_an_administrators_policy_is_not_the_subjects if {
	identity := {"policy": "identity[0]", "statement": 0, "sid": null, "effect": "Allow"}
	control := {"policy": "scp[0][0]", "statement": 0, "sid": null, "effect": "Allow"}
	hijack.own_statements("administrator", [control, identity]) == [control]
	hijack.own_statements("granted", [control, identity]) == [control, identity]
}

test_policies_that_cannot_be_judged_are_a_problem if {
	broken := subject([document([{"Effect": "Permit"}])], "strict")
	problems := hijack.policy_problems with input as broken with hijack.graph.moves as []
	count(problems) > 0
}
