# METADATA
# title: Report
# description: Everything that is said of one subject without scenarios.
package mfa.report

import data.mfa.classes
import data.mfa.hijack
import data.mfa.posture
import data.mfa.profiles
import data.mfa.rules
import data.mfa.subject

# METADATA
# entrypoint: true
subject_report := {
	"assume": subject.assume,
	"profile": subject.profile,
	"posture": {row: {column: cell.state | some column, cell in by_column} | some row, by_column in posture.cells},
	"witnesses": witnesses,
	"cells": cells,
	"callers": [object.remove(report, ["by", "if_carried"]) | some report in posture.principal_reports],
	"enrolment": posture.enrolment,
	"deciding": [{"row": short.row, "column": short.column, "by": profiles.deciding(short.row, short.column)} |
		some short in profiles.shortfalls
	],
	"findings": [finding | some finding in rules.findings],
	"hijack": hijack.search,
	"proof": classes.summary,
	"depends": posture.sensitivity,
	"decisions": count(posture.evaluation_requests),
	"refused": [problem | some problem in posture.refused],
}

# A request for each side of a cell that is neither blocked nor open.
witnesses[row] := {column: {"allowed": witness(cell.allowed[0]), "denied": witness(cell.denied[0])} |
	some column, cell in by_column
	cell.state == "partial"
} if {
	some row, by_column in posture.cells
	"partial" in {cell.state | some cell in by_column}
}

# A request with its whole context, to be asked again as it stands.
witness(verdict) := object.union(verdict.request, {"context": posture.evaluation_contexts[verdict.asked]})

# What each cell rests on: how much it judges, what was allowed, and what was denied although some state of
# the flag would allow it, by the statements that decided. A cell that judges nothing is blocked, but says nothing.
cells[row] := {column: {
	"judges": count(posture.samples_of(row, column)),
	"requests": cell.requests,
	"allowed": reason_groups(cell.allowed),
	"denied": reason_groups(cell.denied),
} |
	some column, cell in by_column
} if {
	some row, by_column in posture.cells
}

# Verdicts with the same reason, the most actions first, each with the first request as an example.
reason_groups(verdicts) := [ranked[1] |
	some ranked in sort([[0 - group.actions, group] | some group in groups(verdicts)])
]

groups(verdicts) := [{
	"by": found[0].by,
	"reason": reason,
	"actions": classes.actions_in(found),
	"request": found[0].request,
	"context": found[0].context,
} |
	some reason in {verdict.reason | some verdict in verdicts}
	found := [verdict | some verdict in verdicts; verdict.reason == reason]
]
