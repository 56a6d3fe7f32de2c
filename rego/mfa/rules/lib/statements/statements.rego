# METADATA
# title: Statements
# description: The statements of the subject that rules judge, prepared as the decision takes them.
package mfa.rules.lib.statements

import data.mfa.subject

# The subject's own statements, without the assumed ones.
own := [statement |
	some statement in subject.statements
	statement.where.sid != "AssumedAllowAll"
]

# Of the statements that decided, the subject's own. Assumed statements can decide too, but are in no file.
among(places) := [statement |
	some where in places
	some statement in own
	[statement.where.policy, statement.where.statement] == [where.policy, where.statement]
]
