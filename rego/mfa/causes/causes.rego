# METADATA
# title: Causes
# description: >-
#   Why a cell of the posture violates the profile: the part of a statement that decided its witness, in words, and the
#   edits that close the cell, if there are any. A cause is `at` (policy, statement and path), `why`, and where a change
#   is right `edits` and the `remedy` that describes them. Nothing is asked where no cell violates the profile.
package mfa.causes

# By the name of the cell.
of_cells[cell] := cause if {
	some short in askable
	short.required != "open"
	cell := cell_name(short)
	cause := allowed_cause(short)
}

of_cells[cell] := cause if {
	some short in askable
	short.required == "open"
	cell := cell_name(short)
	cause := denied_cause(short)
}

# The cause of a shortfall; empty where nothing more than the shortfall is known.
cause_of(short) := object.get(of_cells, cell_name(short), {})
