package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A set operator compares an MFA key, which has one value
# description: >-
#   ForAllValues matches when the key is absent, ForAnyValue does not. In a Deny, ForAllValues:Bool "false" acts like
#   BoolIfExists and ForAnyValue:Bool acts like Bool. Readers of the policy have to know that.
# custom:
#   id: set-operator-on-mfa-key
#   severity: note
#   remedy: >-
#     Replace ForAllValues:Bool with BoolIfExists, or ForAnyValue:Bool with Bool.
#   sources:
#     - "Multivalued context keys"
findings contains found if {
	some statement in guards.mfa_statements
	some clause in statement.mfa
	clause.set in {"all", "any"}
	not reported_as_allow_for_all_values(statement)
	message := sprintf("%s is for keys with several values, but %s has one", [clause.operator, clause.written])
	found := lib.document_finding(
		"set-operator-on-mfa-key", statement.where, clause.path, message,
		{"operator": clause.operator, "values": clause.texts},
	)
}

reported_as_allow_for_all_values(statement) if {
	statement.effect == "Allow"
	guards.plainly(statement) == {"absent", "fresh"}
	for_all_values(statement)
}
