package mfa.report_test

import data.mfa.report

cell(state, allowed, denied) := {
	"state": state,
	"allowed": [{"request": name} | some name in allowed],
	"denied": [{"request": name} | some name in denied],
}

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
		with data.mfa.posture.enrolment as "possible"
		with data.mfa.posture.depends as ["one"]
		with data.mfa.posture.asked as ["a", "b", "c"]
		with data.mfa.hijack.search as {"found": false}
		with data.mfa.proof.summary as {"complete": true}
		with data.mfa.rules.findings as {"second", "first"}
	found == {
		"assume": "nothing",
		"profile": "strict",
		"posture": {
			"api-key": {"services": "partial", "identity": "open"},
			"federated": {"services": "blocked", "identity": "open"},
		},
		"witnesses": {"api-key": {"services": {"allowed": "read", "denied": "write"}}},
		"enrolment": "possible",
		"findings": ["first", "second"],
		"hijack": {"found": false},
		"proof": {"complete": true},
		"depends": ["one"],
		"decisions": 3,
	}
}

test_a_posture_without_a_partial_cell_has_no_witnesses if {
	report.witnesses == {} with data.mfa.posture.cells as {"federated": cells.federated}
}
