package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: Null tests whether the key is present, not whether MFA was used
# description: >-
#   aws:MultiFactorAuthPresent is present and "false" in console sessions and temporary credentials without MFA, and
#   absent for access keys. Null "true" therefore matches only access keys and federated callers, the opposite of Bool
#   "false", although one sentence of AWS's page says otherwise. Null "false" matches every temporary credential, with
#   or without MFA. Null on aws:MultiFactorAuthAge is reliable, because the age is present only after MFA.
# custom:
#   id: null-for-false
#   severity: error
#   remedy: >-
#     Replace Null with BoolIfExists "false" in a Deny, or with Bool "true" in an Allow.
#   sources:
#     - "AWS global condition context keys"
#     - "Example bucket policies"
findings contains found if {
	some statement in guards.mfa_statements
	asks_null(statement)
	meaning := meaning_of_null(statement)
	message := sprintf("%s matches %s", [guards.named(statement), meaning])
	found := lib.document_finding("null-for-false", statement.where, statement.path, message, guards.evidence(statement))
}

# What the condition matches, where that is not what its author meant.
meaning_of_null(statement) := "requests without the key, so this Deny does not stop console sessions without MFA" if {
	statement.effect == "Deny"
	guards.plainly(statement) == {"absent"}
	not guards.denied_beside(statement, "false")
}

meaning_of_null(statement) := "requests without the key, so this Allow is for keys, not for sessions with MFA" if {
	statement.effect == "Allow"
	guards.plainly(statement) == {"absent"}
}

meaning_of_null(statement) := "every temporary credential, so console sessions get this Allow without MFA" if {
	statement.effect == "Allow"
	guards.plainly(statement) == {"false", "fresh"}
}

asks_null(statement) if {
	some clause in statement.mfa
	clause.base == "Null"
}
