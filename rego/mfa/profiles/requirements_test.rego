package mfa.profiles_test

import data.mfa.profiles

verdict(name, write) := {"request": {"action": name}, "write": write, "class": null}

cell(state, allowed, denied) := {"state": state, "allowed": allowed, "denied": denied}

empty := cell("blocked", [], [])

cells := {"api-key": {
	"services": cell("partial", [verdict("read", false), verdict("put", true)], [verdict("get", false)]),
	"identity": cell("partial", [verdict("list", false), verdict("create", true)], [verdict("delete", true)]),
}}

# Where those cells fall short of what a profile requires of them.
shortfalls(rows) := found if {
	found := profiles.shortfalls with input as {"subject": {"profile": "test"}}
		with profiles.by_name as {"test": {"rows": rows}}
		with data.mfa.posture.cells as cells
}

short(column, required, witness, n) := {
	"row": "api-key",
	"column": column,
	"required": required,
	"state": "partial",
	"witness": witness,
	"count": n,
}

test_nothing_is_required_that_the_profile_does_not_name if {
	shortfalls({}) == set()
	shortfalls({"federated": {"services": "blocked"}}) == set()
	shortfalls({"api-key": {"services": "any"}}) == set()
}

test_a_blocked_cell_lets_nothing_through if {
	shortfalls({"api-key": {"services": "blocked"}}) == {short("services", "blocked", verdict("read", false), 2)}
}

test_an_open_cell_holds_nothing_back if {
	shortfalls({"api-key": {"services": "open"}}) == {short("services", "open", verdict("get", false), 1)}
}

test_a_guarded_cell_lets_no_write_through if {
	shortfalls({"api-key": {"identity": "guarded"}}) == {short("identity", "guarded", verdict("create", true), 1)}
}

test_each_cell_that_falls_short_is_reported if {
	shortfalls({"api-key": {"services": "blocked", "identity": "open"}}) == {
		short("services", "blocked", verdict("read", false), 2),
		short("identity", "open", verdict("delete", true), 1),
	}
}

test_a_cell_that_is_as_required_does_not_fall_short if {
	found := profiles.shortfalls with input as {"subject": {"profile": "test"}}
		with profiles.by_name as {"test": {"rows": {"api-key": {
			"services": "blocked",
			"identity": "guarded",
		}}}}
		with data.mfa.posture.cells as {"api-key": {
			"services": empty,
			"identity": cell("open", [verdict("list", false)], []),
		}}
	found == set()
}

test_the_profile_is_the_one_of_the_subject if {
	profiles.profile.title == "T" with input as {"subject": {"profile": "test"}}
		with profiles.by_name as {"test": {"title": "T", "rows": {}}}
	not profiles.profile with input as {"subject": {"profile": "strange"}}
}

test_a_cell_of_an_unknown_profile_has_no_requirement if {
	not profiles.required("api-key", "services") with input as {"subject": {"profile": "strange"}}
}

# The shortfalls of a console session without MFA that can push an image.
pushing(rows) := found if {
	cells_of := {"console-without-mfa": {
		"services": cell("partial", [verdict("ecr:PutImage", true)], []),
		"identity": empty,
	}}
	found := profiles.shortfalls with input as {"subject": {"profile": "test"}}
		with profiles.by_name as {"test": {"rows": rows}}
		with data.mfa.posture.cells as cells_of
}

test_registry_calls_are_exempt_only_where_the_profile_leaves_them_open if {
	blocked := {"services": "blocked"}
	count(pushing({"console-without-mfa": blocked, "ecr-from-api-key": {"services": "open"}})) == 0
	count(pushing({"console-without-mfa": blocked, "ecr-from-api-key": blocked})) == 1
}

required_of(kind, row, wanted) := found if {
	rows := {row: {"services": wanted}}
	found := profiles.required(row, "services") with input as {"subject": {"profile": "test", "kind": kind}}
		with profiles.by_name as {"test": {"rows": rows}}
}

test_whether_a_role_asks_a_key_for_a_code_is_left_to_the_role if {
	required_of("trust", "api-key", "open") == "any"
	required_of("trust", "forwarded-from-api-key", "open") == "any"
	required_of("trust", "api-key", "blocked") == "blocked"
	required_of("trust", "console-with-mfa", "open") == "open"
	required_of("identity", "api-key", "open") == "open"
}

by(name, write, places) := object.union(verdict(name, write), {"by": statements}) if {
	statements := [{"policy": "identity[0]", "statement": place, "sid": null} | some place in places]
}

test_what_decided_against_the_requirement_is_every_statement_that_did if {
	found := profiles.deciding("api-key", "identity") with input as {"subject": {"profile": "test"}}
		with profiles.by_name as {"test": {"rows": {"api-key": {"identity": "guarded"}}}}
		with data.mfa.posture.cells as {"api-key": {"identity": cell(
			"open",
			[by("read", false, [0]), by("put", true, [1, 2]), by("create", true, [2])],
			[by("delete", true, [3])],
		)}}
	found == {{"policy": "identity[0]", "statement": number} | some number in {1, 2}}
}

test_a_roles_session_is_to_work_without_mfa if {
	rows := {"strict": {"rows": {"api-key": {"services": "blocked"}}}, "own": {"rows": {"role-session": {
		"services": "blocked",
		"identity": "any",
	}}}}
	wanted(rows, {"profile": "strict", "principal": "role"}) == {"services": "open", "identity": "open"}
	wanted(rows, {"profile": "own", "principal": "role"}) == {"services": "blocked", "identity": "any"}
	wanted(rows, {"profile": "strict"}) == {"services": "any", "identity": "any"}
}

wanted(by_name, subject) := {column: found |
	some column in ["services", "identity"]
	found := required_of_role_session(column) with input as {"subject": subject} with profiles.by_name as by_name
}

required_of_role_session(column) := profiles.required("role-session", column)

test_nothing_is_required_of_a_console_that_the_user_cannot_sign_in_to if {
	machine := {"subject": {"profile": "strict", "login_profile": false}}
	profiles.required("console-with-mfa", "services") == "any" with input as machine
	profiles.required("console-without-mfa", "identity") == "any" with input as machine
	profiles.required("api-key", "services") == "blocked" with input as machine
}
