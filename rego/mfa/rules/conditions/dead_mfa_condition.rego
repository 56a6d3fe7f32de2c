package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A condition on MFA never holds
# description: >-
#   All conditions of a statement must hold together. aws:MultiFactorAuthAge is there only when
#   aws:MultiFactorAuthPresent is true, so "false" beside a comparison of the age never holds; nor does a value
#   that is neither "true" nor "false". A Deny with such a condition denies nothing, an Allow grants nothing.
# custom:
#   id: dead-mfa-condition
#   severity: error
#   remedy: >-
#     Write two statements, one for each key; or mend the value.
#   sources:
#     - "IAM JSON policy elements: Condition"
#     - "AWS global condition context keys"
findings contains found if {
	some statement in guards.asking
	count(statement.holds) == 0
	clauses := concat(" and ", [sprintf("%s %s", [clause.operator, clause.written]) | some clause in statement.mfa])
	message := sprintf(
		"%s never holds, whatever the MFA of the caller, so this %s has no effect",
		[clauses, statement.effect],
	)
	found := lib.document_finding(
		"dead-mfa-condition",
		statement.where,
		["Condition"],
		message,
		guards.evidence(statement),
	)
}
