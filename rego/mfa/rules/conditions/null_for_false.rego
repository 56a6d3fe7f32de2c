package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: Null asks whether the key is there, not whether MFA was used
# description: >-
#   aws:MultiFactorAuthPresent is there, and false, in console sessions and temporary credentials without MFA,
#   and absent for access keys. So Null "true" means access keys and federated callers only, the opposite of Bool
#   "false", whatever one sentence of AWS's page says; and Null "false" means every temporary credential, with
#   MFA or without. Null on aws:MultiFactorAuthAge works, since the age is there only after MFA.
# custom:
#   id: null-for-false
#   severity: error
#   remedy: >-
#     Write BoolIfExists "false" in a Deny, Bool "true" in an Allow.
#   sources:
#     - "AWS global condition context keys"
#     - "Example bucket policies"
findings contains found if {
	some statement in guards.asking
	asks_null(statement)
	whom := met_by_null(statement)
	message := sprintf("%s means %s", [guards.named(statement), whom])
	found := lib.document_finding("null-for-false", statement.where, statement.path, message, guards.evidence(statement))
}

# What such a condition means, where it is not what was meant.
met_by_null(statement) := "requests without the key, so this Deny spares console sessions without MFA" if {
	statement.effect == "Deny"
	guards.plainly(statement) == {"absent"}
	not guards.denied_beside(statement, "false")
}

met_by_null(statement) := "requests without the key, so this Allow is for keys, and for nobody who used MFA" if {
	statement.effect == "Allow"
	guards.plainly(statement) == {"absent"}
}

met_by_null(statement) := "every temporary credential, so console sessions get this Allow without MFA" if {
	statement.effect == "Allow"
	guards.plainly(statement) == {"false", "fresh"}
}

asks_null(statement) if {
	some clause in statement.mfa
	clause.base == "Null"
}
