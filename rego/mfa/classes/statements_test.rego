package mfa.classes_test

import data.mfa.classes

given(statements) := {"subject": {
	"name": "test",
	"kind": "identity",
	"account": "111122223333",
	"user": "alice",
	"profile": "strict",
	"assume": "allow-all",
	"policies": {
		"identity": [{"Version": "2012-10-17", "Statement": statements}],
		"resource": null,
		"boundary": null,
		"session": null,
	},
}}

deny(part) := object.union({"Effect": "Deny", "Action": "*", "Resource": "*"}, part)

samples(statements) := found if {
	found := classes.samples with input as given(statements)
}

summary(statements) := found if {
	found := classes.summary with input as given(statements)
}

asked(list) := {[sample.action, sample.resource] | some sample in list}

without_mfa := {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}

test_the_statements_are_the_subjects_with_what_it_assumes if {
	found := classes.statements with input as given([deny({"Sid": "Guard"})])
	[statement.where.sid | some statement in found] == ["Guard", "AssumedAllowAll"]
}

test_what_a_credential_brings_is_reported_in_lower_case if {
	entry := data.mfa.credentials["console-without-mfa"]
	known := classes.credential_values(entry, {"aws:multifactorauthpresent"}) with input as given([])
	known == {"aws:multifactorauthpresent": "false"}
}

test_no_key_is_brought_that_was_not_asked_for if {
	classes.credential_values(data.mfa.credentials["console-without-mfa"], set()) == {} with input as given([])
}
