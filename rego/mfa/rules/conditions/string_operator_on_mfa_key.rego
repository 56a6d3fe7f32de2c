package mfa.rules.conditions

import data.mfa.flags
import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A string operator compares the Boolean MFA key
# description: >-
#   The comparison works only as long as the value is exactly "true" or "false" in lower case. Bool takes either case
#   and states the type, and Access Analyzer reports the type mismatch.
# custom:
#   id: string-operator-on-mfa-key
#   severity: note
#   remedy: >-
#     Replace the operator with Bool or BoolIfExists.
#   sources:
#     - "IAM JSON policy elements: Condition operators"
#     - "IAM Access Analyzer policy check reference"
findings contains found if {
	some statement in guards.mfa_statements
	some clause in statement.mfa
	clause.family == "string"
	clause.key == flags.present_key
	message := sprintf("%s compares the Boolean %s as text", [clause.operator, clause.written])
	found := lib.document_finding(
		"string-operator-on-mfa-key", statement.where, clause.path, message,
		{"operator": clause.operator, "values": clause.texts},
	)
}
