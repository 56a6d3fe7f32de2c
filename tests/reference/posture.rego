# What the proof claims of a subject, and nothing else of a report: loaded beside the shipped rules.
package reference.posture

import data.mfa.classes
import data.mfa.posture

# Nothing is claimed where the policies are refused, or the proof says that it is not complete.
default claim := null

claim := {row: {column: cell.state | some column, cell in by_column} | some row, by_column in posture.cells} if {
	classes.summary.complete
	count(posture.refused) == 0
}
