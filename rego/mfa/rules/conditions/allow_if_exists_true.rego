package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: An Allow that asks for MFA lets access keys in without it
# description: >-
#   An operator with IfExists holds when the key is absent, and aws:MultiFactorAuthPresent is absent for
#   long-term access keys. So an Allow with BoolIfExists true reads as if it required MFA, and requires it of
#   console sessions only. The visual editor of the console writes this form for "MFA required". In a trust
#   policy it lets bare keys into the role.
# custom:
#   id: allow-if-exists-true
#   severity: error
#   remedy: >-
#     Write Bool instead of BoolIfExists in the Allow; keys then need a session with MFA.
#   sources:
#     - "AWS global condition context keys"
#     - "IAM JSON policy elements: Condition operators"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "fresh"}
	not for_all_values(statement)
	not lib.keys_stay_free
	message := sprintf(
		"%s holds when the key is absent, so access keys get this Allow without MFA",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"allow-if-exists-true", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}

for_all_values(statement) if {
	some clause in statement.mfa
	clause.set == "all"
}
