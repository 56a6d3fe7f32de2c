package mfa.causes_test

import data.assertions_test as assertions
import data.mfa.causes

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

test_an_empty_condition_is_removed_and_another_replaced if {
	statement := {"where": where(0, "Allow"), "value": {"Effect": "Allow", "Condition": {"Bool": {mfa: "true"}}}}
	emptied := causes.changed(statement, "Condition", {}, "text")
	assertions.equals(emptied, {"edits": [removed(0, ["Condition"])], "value": {"Effect": "Allow"}, "text": "text"})
	assertions.equals(causes.changed(statement, "Condition", {"Null": {mfa: "true"}}, "text"), {
		"edits": [replaced(0, "Condition", {"Null": {mfa: "true"}})],
		"value": {"Effect": "Allow", "Condition": {"Null": {mfa: "true"}}},
		"text": "text",
	})
}

test_the_clauses_of_a_condition_make_the_same_condition if {
	condition := {"Bool": {"a": "true", "b": ["x", "y"]}, "Null": {"a": "false"}}
	assertions.equals(causes.condition_with(causes.triples(condition)), condition)
	assertions.equals(causes.condition_with(set()), {})
}

test_an_action_is_covered_as_iam_covers_it if {
	causes.covers({"Action": ["s3:Get*"]}, "s3:GetObject")
	causes.covers({"NotAction": "iam:*"}, "s3:GetObject")
	not causes.covers({"Action": "S3:Put*"}, "s3:GetObject")
	not causes.covers({"NotAction": ["S3:*"]}, "s3:GetObject")
}

test_what_a_deny_stops_against_the_profile_is_found if {
	subject := {"subject": identity([everything], "console-only")}
	plain := object.union(guard({"Bool": {mfa: "false"}}), {"NotAction": array.concat(exempt, ["ecr:*"])})
	assertions.equals(causes.obstructed(plain), {"forwarded-from-api-key"}) with input as subject
	assertions.equals(causes.obstructed(guard(causes.key_guard)), {"ecr-from-api-key"}) with input as subject
	identity_alone := {"Effect": "Deny", "Action": "iam:*", "Condition": {"Bool": {mfa: "false"}}}
	assertions.equals(causes.obstructed(identity_alone), set()) with input as subject
	assertions.equals(
		causes.obstructed(object.union(identity_alone, {"Condition": {"Bool": {mfa: "true"}}})),
		{"console-with-mfa", "session-with-mfa"},
	) with input as subject
}

test_a_guard_of_some_resources_is_not_for_all_where_that_would_stop_enrollment if {
	deny := object.union(
		{"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::other/*"},
		{"Condition": {"BoolIfExists": {mfa: "false"}}},
	)
	cause := found(guarded(deny, "strict"), console_services)
	assertions.equals(cause.edits, [added(guard({"BoolIfExists": {mfa: "false"}}))])
	causes.stops_enrolment(object.union(deny, {"Resource": "*"})) with input as {"subject": guarded(deny, "strict")}
	not causes.stops_enrolment(deny) with input as {"subject": guarded(deny, "strict")}
	leaving := object.union(object.remove(deny, ["Resource"]), {"NotResource": "arn:aws:s3:::other/*"})
	not causes.stops_enrolment(leaving) with input as {"subject": guarded(deny, "strict")}
}
