package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A condition on MFA never matches
# description: >-
#   All conditions of a statement must match together. aws:MultiFactorAuthAge is present only when
#   aws:MultiFactorAuthPresent is "true", so "false" together with a comparison of the age never matches. A value that
#   is neither "true" nor "false" never matches either. A Deny with such a condition denies nothing, and an Allow
#   grants nothing.
# custom:
#   id: dead-mfa-condition
#   severity: error
#   remedy: >-
#     Replace the statement with two, one for each key; or correct the value.
#   sources:
#     - "IAM JSON policy elements: Condition"
#     - "AWS global condition context keys"
findings contains found if {
	some statement in guards.mfa_statements
	count(statement.holds) == 0
	clauses := concat(" and ", [sprintf("%s %s", [clause.operator, clause.written]) | some clause in statement.mfa])
	message := sprintf(
		"%s never matches, with or without MFA, so this %s has no effect",
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
