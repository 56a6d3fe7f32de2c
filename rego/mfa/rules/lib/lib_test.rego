package mfa.rules.lib_test

import data.assertions_test as assertions
import data.mfa.rules.lib
import data.mfa.rules.lib.testing_test as testing

# No rule about documents has a finding on AWS's recommended guard or on a plain grant.
test_recommended_guard_is_clean if {
	testing.all_found(testing.identity([testing.allow_all, testing.guard(testing.enrolment)])) == set()
}

test_plain_grant_is_clean if {
	testing.all_found(testing.identity([testing.allow_all])) == set()
}

test_shortfall_points_to_deny_that_decided if {
	short := testing.decided_by(
		testing.shortfall("api-key", "services", "open"),
		{"policy": "identity[0]", "statement": 7, "sid": "No", "effect": "Deny"},
	)
	{finding.at | some finding in testing.found_of(
		"api-key-blocked",
		short,
	)} == {{"policy": "identity[0]", "statement": 7}}
}

test_shortfall_points_to_guard_where_assumed_grant_decided if {
	short := testing.decided_by(
		testing.shortfall("api-key", "services", "blocked"),
		{"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"},
	)
	{finding.at | some finding in testing.found_of(
		"api-key-allowed",
		short,
	)} == {{"policy": "identity[0]", "statement": 1}}
}

# The place of a shortfall of a policy without a guard that this statement decided.
shown_without_guard(decider) := {finding.at | some finding in findings; finding.rule == "api-key-allowed"} if {
	short := testing.decided_by(testing.shortfall("api-key", "services", "blocked"), decider)
	policy := testing.identity([{"Effect": "Deny", "Action": "a:b"}, testing.allow_all])
	findings := data.mfa.rules.findings with input as {"subject": policy}
		with data.mfa.profiles.shortfalls as {short}
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
}

test_shortfall_points_to_what_let_it_through_without_guard if {
	decider := {"policy": "identity[0]", "statement": 1, "sid": null, "effect": "Allow"}
	shown_without_guard(decider) == {{"policy": "identity[0]", "statement": 1}}
}

test_shortfall_points_to_first_statement_where_an_assumed_one_let_it_through_without_guard if {
	decider := {"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"}
	shown_without_guard(decider) == {{"policy": "identity[0]", "statement": 0}}
}

# The text of a request by the user with this ARN and ID.
requested_by(arn, id) := lib.request_text({
	"request": {"action": "s3:GetObject", "resource": "*"},
	"context": {"aws:PrincipalArn": arn, "aws:username": "bob", "aws:userid": id},
})

test_request_text_names_a_user_other_than_the_sample if {
	assertions.equals(
		requested_by("arn:aws:iam::111122223333:user/ops/bob", "AIDACKCEVSQ6C2EXAMPLE"),
		"s3:GetObject on * by the user ops/bob (`user` in the config names the policies' user)",
	)
	assertions.equals(
		requested_by("arn:aws:iam::111122223333:user/bob", "AIDAX"),
		"s3:GetObject on * by the user bob with the ID AIDAX (`user` in the config names the policies' user)",
	)
}

test_request_text_names_a_session_and_its_account if {
	session := {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci", "aws:userid": "AROAX:run"}
	of_other := object.union(session, {"aws:PrincipalAccount": "222222222222"})
	request := {"action": "s3:GetObject", "resource": "*"}
	assertions.equals(
		lib.request_text({"request": request, "context": session}),
		"s3:GetObject on * by the session run of the role ci",
	)
	assertions.equals(
		lib.request_text({"request": request, "context": of_other}),
		"s3:GetObject on * by the session run of the role ci of account 222222222222",
	)
	assertions.equals(lib.request_text({"request": request, "context": {}}), "s3:GetObject on *")
}

test_request_text_of_a_resource_policy_does_not_name_the_config if {
	asked := lib.request_text({
		"request": {"action": "s3:GetObject", "resource": "*"},
		"context": {
			"aws:PrincipalArn": "arn:aws:iam::222222222222:user/bob",
			"aws:username": "bob",
			"aws:userid": "AIDACKCEVSQ6C2EXAMPLE",
			"aws:PrincipalAccount": "222222222222",
		},
	}) with input as {"subject": {"kind": "resource"}}
	assertions.equals(asked, "s3:GetObject on * by the user bob of account 222222222222")
}

test_counts_have_a_verb_and_commas if {
	lib.counted(1, "action") == "1 action is"
	lib.counted(2, "granted action") == "2 granted actions are"
	lib.counted(22005, "action") == "22,005 actions are"
}

test_every_row_of_the_posture_has_a_label if {
	assertions.equals(object.keys(lib.row_labels), {row | some row in data.mfa.posture.rows})
}

# What is found of a shortfall with this cause.
caused(short, cause) := found if {
	every_cause := {concat(" ", [short.row, short.column]): cause}
	found := testing.found_of("api-key-allowed", short) with data.mfa.causes.of_cells as every_cause
}

test_a_cell_finding_stands_at_its_cause_and_has_its_edits if {
	place := {"policy": "identity[0]", "statement": 1, "path": ["Condition", "Bool", "k"]}
	cause := {"at": place, "why": "the reason", "edits": [{"op": "remove"}], "remedy": "Edit it."}
	[finding] := [one | some one in caused(testing.shortfall("api-key", "services", "blocked"), cause)]
	assertions.equals(finding.at, place)
	assertions.equals(finding.remedy, "Edit it.")
	assertions.equals(finding.evidence.edits, [{"op": "remove"}])
	assertions.equals(finding.message, concat("", [
		"Access keys work without MFA: 2 actions are allowed, for example ",
		"s3:GetObject on arn:aws:s3:::reports/q3.csv; expected blocked: the reason",
	]))
}

test_a_cell_finding_without_an_edit_has_the_remedy_of_its_rule if {
	cause := {"why": "the reason"}
	[finding] := [one | some one in caused(testing.shortfall("api-key", "services", "blocked"), cause)]
	assertions.equals(object.keys(finding), {"rule", "message", "at", "evidence"})
	assertions.equals(finding.at, {"policy": "identity[0]", "statement": 1})
}

test_the_message_of_a_denied_cell_ends_with_its_cause if {
	short := testing.shortfall("api-key", "services", "open")
	denied := lib.denied_message("Access keys are blocked", short) with data.mfa.causes.of_cells as {
		"api-key services": {"why": "the reason"},
	}
	assertions.equals(denied, concat("", [
		"Access keys are blocked: 2 granted actions are denied, for example ",
		"s3:GetObject on arn:aws:s3:::reports/q3.csv: because; the reason",
	]))
}
