package mfa.report_test

import data.mfa.report

cell(state, allowed, denied) := {
	"state": state,
	"requests": count(allowed) + count(denied),
	"allowed": [verdict(name, "let through") | some name in allowed],
	"denied": [verdict(name, "denied") | some name in denied],
}

verdict(name, reason) := {
	"request": {"action": name},
	"by": [],
	"reason": reason,
	"class": null,
	"context": {},
	"asked": "c",
}

# What the posture would judge in a cell.
judging(row, column) := [row, "another"] if column == "services"

else := []

cells := {
	"api-key": {
		"services": cell("partial", ["read", "list"], ["write", "delete"]),
		"identity": cell("open", ["create"], []),
	},
	"federated": {"services": cell("blocked", [], ["read"]), "identity": cell("open", ["list"], [])},
}

subject := {"profile": "strict", "assume": "nothing", "policies": {"identity": []}}

test_a_report_holds_all_that_is_said_of_a_subject if {
	found := report.subject_report with input as {"subject": subject}
		with data.mfa.posture.cells as cells
		with data.mfa.posture.evaluation_contexts as {"c": {"k": "v"}}
		with data.mfa.posture.enrolment as "possible"
		with data.mfa.posture.sensitivity as ["one"]
		with data.mfa.posture.principal_reports as [{"principal": "x", "by": set(), "if_carried": "blocked"}]
		with report.cells as {"api-key": "cells"}
		with data.mfa.posture.evaluation_requests as ["a", "b", "c"]
		with data.mfa.posture.refused as {"nothing"}
		with data.mfa.hijack.search as {"found": false}
		with data.mfa.classes.summary as {"complete": true}
		with data.mfa.rules.findings as {"second", "first"}
		with data.mfa.profiles.shortfalls as set()
	found == {
		"assume": "nothing",
		"profile": "strict",
		"posture": {
			"api-key": {"services": "partial", "identity": "open"},
			"federated": {"services": "blocked", "identity": "open"},
		},
		"witnesses": {"api-key": {"services": {
			"allowed": {"action": "read", "context": {"k": "v"}},
			"denied": {"action": "write", "context": {"k": "v"}},
		}}},
		"cells": {"api-key": "cells"},
		"callers": [{"principal": "x"}],
		"enrolment": "possible",
		"deciding": [],
		"findings": ["first", "second"],
		"refused": ["nothing"],
		"hijack": {"found": false},
		"proof": {"complete": true},
		"depends": ["one"],
		"decisions": 3,
	}
}

test_a_posture_without_a_partial_cell_has_no_witnesses if {
	report.witnesses == {} with data.mfa.posture.cells as {"federated": cells.federated}
}

test_a_cell_tells_how_much_it_judges_and_what_decided if {
	found := report.cells with data.mfa.posture.cells as {"federated": cells.federated}
		with data.mfa.posture.samples_of as judging
	found == {"federated": {
		"services": {
			"judges": 2,
			"requests": 1,
			"allowed": [],
			"denied": [{"by": [], "reason": "denied", "actions": 1, "request": {"action": "read"}, "context": {}}],
		},
		"identity": {
			"judges": 0,
			"requests": 1,
			"allowed": [{"by": [], "reason": "let through", "actions": 1, "request": {"action": "list"}, "context": {}}],
			"denied": [],
		},
	}}
}

decided(action, context, reason) := {
	"request": {"action": action},
	"class": null,
	"context": context,
	"by": [reason],
	"reason": reason,
}

test_verdicts_are_sorted_out_by_reason_the_most_actions_first if {
	found := report.reason_groups([
		decided("a:One", {}, "few"),
		decided("b:Two", {}, "many"),
		decided("c:Three", {}, "many"),
		decided("b:Two", {"key": "value"}, "many"),
	])
	found == [
		{"by": ["many"], "reason": "many", "actions": 2, "request": {"action": "b:Two"}, "context": {}},
		{"by": ["few"], "reason": "few", "actions": 1, "request": {"action": "a:One"}, "context": {}},
	]
}

test_a_report_tells_what_decided_for_each_cell_that_falls_short if {
	held_back := {"request": {"action": "delete"}, "size": 1, "by": [{"policy": "identity[0]", "statement": 3}]}
	found := report.subject_report.deciding with input as {"subject": subject}
		with data.mfa.profiles.by_name as {"strict": {"rows": {"api-key": {"identity": "open"}}}}
		with data.mfa.posture.cells as {"api-key": {"identity": {"state": "blocked", "allowed": [], "denied": [held_back]}}}
	found == [{"row": "api-key", "column": "identity", "by": {{"policy": "identity[0]", "statement": 3}}}]
}
