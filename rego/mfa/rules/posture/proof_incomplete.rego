package mfa.rules.posture

import data.mfa.classes
import data.mfa.posture
import data.mfa.profiles
import data.mfa.rules.lib
import data.mfa.rules.lib.statements

# METADATA
# title: The proof does not cover every request
# description: >-
#   A part of this statement can tell requests apart in more ways than mfagate tries, so a cell that holds
#   could be otherwise for a request that nobody tried. A proof that may miss a request is not a pass.
# custom:
#   id: proof-incomplete
#   severity: error
#   remedy: >-
#     Write the part in a plainer form (docs/explanation/proof.md lists what the proof covers), or test the requests
#     that matter with scenarios of your own and waive this finding with a reason and an end.
#   sources:
#     - "docs/explanation/proof.md"
findings contains found if {
	is_any_cell_at_stake
	some entry in classes.summary.gaps
	some where in places_of_gap(entry)
	found := {
		"rule": "proof-incomplete",
		"message": sprintf("the proof does not cover every request: %s", [entry.why]),
		"at": where,
		"evidence": {"why": entry.why},
	}
}

# The subject's own statements of a gap; a gap of none stands at the guard.
places_of_gap(entry) := found if {
	found := {lib.at(statement.where) | some statement in statements.among(entry.by)}
	count(found) > 0
} else := {lib.guard_at}

# A cell that the profile requires, and that holds as far as was tried.
is_any_cell_at_stake if {
	some row in posture.rows
	some column in posture.columns
	profiles.required(row, column) != "any"
	not [row, column] in {[short.row, short.column] | some short in profiles.shortfalls}
}
