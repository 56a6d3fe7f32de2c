# METADATA
# title: Report
# description: Everything that is said of one subject without scenarios.
package mfa.report

import data.mfa.hijack
import data.mfa.posture
import data.mfa.proof
import data.mfa.rules
import data.mfa.subject

# METADATA
# entrypoint: true
subject_report := {
	"assume": subject.assume,
	"profile": subject.profile,
	"posture": {row: {column: cell.state | some column, cell in by_column} | some row, by_column in posture.cells},
	"witnesses": witnesses,
	"enrolment": posture.enrolment,
	"findings": [finding | some finding in rules.findings],
	"hijack": hijack.search,
	"proof": proof.summary,
	"depends": posture.depends,
	"decisions": count(posture.asked),
}

# A request for each side of a cell that is neither blocked nor open.
witnesses[row] := {column: {"allowed": cell.allowed[0].request, "denied": cell.denied[0].request} |
	some column, cell in by_column
	cell.state == "partial"
} if {
	some row, by_column in posture.cells
	"partial" in {cell.state | some cell in by_column}
}
