package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

# The cells of a subject, over few credentials and samples.
cells(asked) := found if {
	found := posture.cells with input as asked
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

# Their states alone.
states(asked) := {row: {column: cell.state | some column, cell in by_column} | some row, by_column in cells(asked)}

row(services, identity) := {"services": services, "identity": identity}

blocked := row("blocked", "blocked")

# The registry's row judges the data actions of the registry, and no identity at all.
registry(services) := row(services, "blocked")

test_everything_is_open_where_everything_is_allowed if {
	expected := object.union(
		{name: row("open", "open") | some name in posture.rows},
		{"session-without-mfa": row("open", "blocked"), "ecr-from-api-key": registry("open")},
	)
	states(testing.judging([testing.allow_all])) == expected
}

test_everything_is_blocked_where_nothing_is_allowed if {
	nothing := [object.union(testing.allow_all, {"Action": "ec2:*"})]
	states(testing.judging(nothing)) == {name: blocked | some name in posture.rows}
}

test_a_guard_with_bool_exempts_keys_and_denies_what_is_false if {
	states(testing.judging([testing.allow_all, testing.guard("Bool", "sts:GetSessionToken")])) == {
		"console-without-mfa": blocked,
		"console-with-mfa": row("open", "open"),
		"api-key": row("open", "open"),
		"session-without-mfa": blocked,
		"session-with-mfa": row("open", "open"),
		"role-session": blocked,
		"federated": row("open", "open"),
		"forwarded-from-api-key": blocked,
		"ecr-from-api-key": registry("blocked"),
	}
}

test_a_guard_with_if_exists_holds_keys_too_and_what_is_exempt_is_partial if {
	states(testing.judging([testing.allow_all, testing.guard("BoolIfExists", "iam:ListUsers")])) == {
		"console-without-mfa": row("blocked", "partial"),
		"console-with-mfa": row("open", "open"),
		"api-key": row("blocked", "partial"),
		"session-without-mfa": blocked,
		"session-with-mfa": row("open", "open"),
		"role-session": row("blocked", "partial"),
		"federated": row("blocked", "partial"),
		"forwarded-from-api-key": row("blocked", "partial"),
		"ecr-from-api-key": registry("blocked"),
	}
}

by_allow := {"policy": "identity[0]", "statement": 0, "sid": "All", "effect": "Allow"}

by_guard := {"policy": "identity[0]", "statement": 1, "sid": "Guard", "effect": "Deny"}

test_a_cell_tells_what_it_lets_through_and_what_it_holds_back_although_granted if {
	asked := testing.judging([testing.allow_all, testing.guard("BoolIfExists", "iam:ListUsers")])
	cells(asked)["api-key"].identity == {
		"state": "partial",
		"requests": 2,
		"allowed": [{
			"request": testing.asked(testing.list),
			"write": false,
			"class": null,
			"context": {},
			"asked": "api-key:absent 0 0",
			"allowed": true,
			"granted": true,
			"by": [by_allow],
			"reason": "allowed by identity[0] statement 0 (All)",
		}],
		"denied": [{
			"request": testing.asked(testing.create),
			"write": true,
			"class": null,
			"context": {},
			"asked": "api-key:absent 0 0",
			"allowed": false,
			"granted": true,
			"by": [by_guard],
			"reason": "explicitly denied by identity[0] statement 1 (Guard)",
		}],
	}
}

test_what_is_not_granted_in_any_state_is_not_held_back if {
	only_list := object.union(testing.allow_all, {"Action": "iam:ListUsers"})
	cell := cells(testing.judging([only_list]))["api-key"].identity
	cell.state == "open"
	cell.requests == 2
	cell.denied == []
	[verdict.request.action | some verdict in cell.allowed] == ["iam:ListUsers"]
}

test_a_sample_that_does_not_say_is_no_write if {
	[verdict] := cells(testing.judging([testing.allow_all]))["api-key"].services.allowed
	verdict.write == false
}

test_what_the_services_do_not_take_from_a_credential_is_not_asked if {
	cell := cells(testing.judging([testing.allow_all]))["session-without-mfa"].identity
	cell.requests == 0
}

# The ways into the rows that have more than one, where a reading of the flag of role sessions is chosen.
ways(assumed) := found if {
	ways_in := posture.row_variants with input as {"assumptions": assumed} with data.mfa.credentials as testing.credentials
	found := [way | some way in ways_in; way[0] in {"api-key", "role-session"}]
}

test_each_row_has_the_variant_that_is_assumed_first_and_the_others_after_it if {
	ways({}) == [["api-key", "absent"], ["role-session", "false"], ["role-session", "absent"]]
	ways({"role-session-flag": "absent"}) == [
		["api-key", "absent"],
		["role-session", "absent"],
		["role-session", "false"],
	]
}

test_a_cell_rests_on_the_variant_that_is_assumed if {
	asked := testing.judging([testing.allow_all, testing.guard("Bool", "iam:*")])
	states(asked)["role-session"].services == "blocked"
	states(object.union(asked, {"assumptions": {"role-session-flag": "absent"}}))["role-session"].services == "open"
}

test_the_other_side_of_a_request_is_taken_to_agree if {
	across := object.union(testing.read, {"resource_account": "999999999999"})
	samples := object.union(testing.classes, {"services": [across]})
	found := posture.cells with input as testing.judging([testing.allow_all])
		with data.mfa.credentials as testing.credentials
		with data.mfa.classes.samples as samples
	found["api-key"].services.state == "open"
}

test_every_request_is_asked_as_it_is_and_in_each_state_of_the_flag if {
	found := posture.contexts with input as {} with data.mfa.credentials as testing.credentials
	{name: context | some name, context in found; startswith(name, "forwarded-from-api-key:")} == {
		"forwarded-from-api-key:false 0 0": {
			"aws:ViaAWSService": "true",
			"aws:username": "alice",
			"aws:MultiFactorAuthPresent": "false",
		},
		"forwarded-from-api-key:false 0 1": {"aws:ViaAWSService": "true", "aws:username": "alice"},
		"forwarded-from-api-key:false 0 2": {
			"aws:ViaAWSService": "true",
			"aws:username": "alice",
			"aws:MultiFactorAuthPresent": "false",
		},
		"forwarded-from-api-key:false 0 3": {
			"aws:ViaAWSService": "true",
			"aws:username": "alice",
			"aws:MultiFactorAuthPresent": "true",
			"aws:MultiFactorAuthAge": "0",
		},
	}
}

test_a_block_begins_where_the_one_before_it_ends if {
	blocks := [{"turns": posture.turns_of(["api-key", "absent"]), "samples": samples} |
		some samples in [["a", "b"], [], ["c"], ["d"]]
	]
	every place, expected in [0, 8, 8, 12] {
		posture.block_start(place) == expected with posture.blocks as blocks
			with data.mfa.classes.samples as testing.classes
	}
}

old_only := {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"NumericGreaterThan": {
	"aws:MultiFactorAuthAge": "3600",
}}}

test_what_only_an_old_sign_in_is_allowed_is_not_blocked if {
	found := posture.cells with input as testing.judging([old_only])
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as object.union(testing.classes, {"ages": ["3601"]})
	found["console-with-mfa"].services.state == "partial"
	[verdict.context["aws:MultiFactorAuthAge"] | some verdict in found["console-with-mfa"].services.allowed] == ["3601"]
	found["console-without-mfa"].services.state == "blocked"
}

test_an_old_sign_in_that_a_limit_denies_leaves_the_cell_open if {
	limit := {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"NumericGreaterThan": {
		"aws:MultiFactorAuthAge": "3600",
	}}}
	found := posture.cells with input as testing.judging([testing.allow_all, limit])
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as object.union(testing.classes, {"ages": ["3601"]})
	found["console-with-mfa"].services.state == "open"
}

test_a_state_depends_on_what_is_allowed_and_what_is_denied if {
	posture.state(0, 0) == "blocked"
	posture.state(0, 1) == "blocked"
	posture.state(1, 0) == "open"
	posture.state(1, 1) == "partial"
}

test_a_roles_policies_are_in_force_for_its_sessions_alone if {
	asked := testing.judging([testing.allow_all])
	of_role := object.union(asked, {"subject": object.union(asked.subject, {"principal": "role"})})
	found := cells(of_role)
	{name | some name, columns in found; columns.services.requests > 0} == {"role-session"}
	found["role-session"].services.state == "open"
	posture.samples_of("api-key", "services") == [] with input as of_role
	count(posture.samples_of("role-session", "identity")) > 0 with input as of_role
}

of_region(region) := object.union(testing.guard("Bool", "sts:*"), {"Condition": {
	"Bool": {"aws:MultiFactorAuthPresent": "false"},
	"StringEquals": {"aws:RequestedRegion": region},
}})

# The cells of the registry, whose samples are in the region eu.
in_region(region) := found if {
	found := posture.cells with input as testing.judging([testing.allow_all, of_region(region)])
		with data.mfa.credentials as testing.credentials
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as testing.classes
}

test_the_requested_region_is_that_of_the_resource if {
	in_region("eu")["ecr-from-api-key"].services.state == "blocked"
	in_region("us")["ecr-from-api-key"].services.state == "open"
	[verdict] := in_region("us")["ecr-from-api-key"].services.allowed
	verdict.context == {"aws:RequestedRegion": "eu"}
}
