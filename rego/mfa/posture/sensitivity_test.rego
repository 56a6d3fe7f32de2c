package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

depends(asked) := found if {
	found := posture.sensitivity with input as asked
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

test_a_posture_that_no_reading_changes_depends_on_nothing if depends(testing.judging([testing.allow_all])) == []

otherwise(column, state, value, other) := {
	"assumption": "role-session-flag",
	"chosen": {"absent": "false", "false": "absent"}[value],
	"row": "role-session",
	"column": column,
	"state": state,
	"otherwise": {"value": value, "state": other},
}

test_a_cell_depends_on_what_its_credential_brings if {
	asked := testing.judging([testing.allow_all, testing.guard("Bool", "iam:ListUsers")])
	depends(asked) == [
		otherwise("services", "blocked", "absent", "open"),
		otherwise("identity", "partial", "absent", "open"),
	]
	depends(object.union(asked, {"assumptions": {"role-session-flag": "absent"}})) == [
		otherwise("services", "open", "false", "blocked"),
		otherwise("identity", "open", "false", "partial"),
	]
}

test_a_cell_depends_on_how_a_policy_is_evaluated if {
	guard := object.union(testing.guard("Bool", "sts:*"), {"Resource": "arn:aws:iam::123456789012:user/Alice"})
	found := depends(testing.judging([testing.allow_all, guard]))
	{entry | some entry in found; entry.row == "console-without-mfa"} == {{
		"assumption": "user-name-case",
		"chosen": "sensitive",
		"row": "console-without-mfa",
		"column": "identity",
		"state": "open",
		"otherwise": {"value": "insensitive", "state": "partial"},
	}}
	{entry.assumption | some entry in found} == {"user-name-case"}
}

test_a_reading_that_changes_what_matches_and_no_cell_is_not_reported if {
	guard := object.union(testing.guard("Bool", "*"), {"Resource": "arn:aws:iam::123456789012:user/Alice"})
	asked := testing.judging([testing.allow_all, guard])
	found := posture.relevant with input as asked
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
	["user-name-case", "insensitive"] in found
	depends(asked) == []
}

test_a_short_arn_is_tried_under_every_reading if {
	short := object.union(testing.allow_all, {"Resource": "arn:aws:s3:*p/*"})
	tried := {reading[0] | some reading in posture.relevant} with input as testing.judging([short])
		with data.mfa.credentials as testing.credentials
		with data.mfa.classes.samples as testing.classes
	{"colon-crossing", "short-arns"} - tried == set()
	whole := object.union(testing.allow_all, {"Resource": "arn:aws:s3:::p/*"})
	count(posture.short_patterns) == 0 with input as testing.judging([whole, testing.allow_all])
}

test_a_cell_tells_the_reading_that_was_chosen if {
	guard := object.union(testing.guard("Bool", "sts:*"), {"Resource": "arn:aws:iam::123456789012:user/Alice"})
	asked := object.union(testing.judging([testing.allow_all, guard]), {"assumptions": {"user-name-case": "insensitive"}})
	found := depends(asked)
	{[entry.chosen, entry.otherwise.value] | some entry in found; entry.assumption == "user-name-case"} == {[
		"insensitive",
		"sensitive",
	]}
}
