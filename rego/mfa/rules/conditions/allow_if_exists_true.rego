package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: An Allow that should require MFA lets access keys in without it
# description: >-
#   An operator with IfExists matches when the key is absent, and aws:MultiFactorAuthPresent is absent for long-term
#   access keys. An Allow with BoolIfExists "true" therefore requires MFA of console sessions only. The visual editor
#   of the console writes this form for "MFA required". In a trust policy it lets access keys assume the role.
# custom:
#   id: allow-if-exists-true
#   severity: error
#   remedy: >-
#     Replace BoolIfExists with Bool in the Allow; access keys then need a session with MFA.
#   sources:
#     - "AWS global condition context keys"
#     - "IAM JSON policy elements: Condition operators"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "fresh"}
	not for_all_values(statement)
	not lib.keys_need_no_mfa
	message := sprintf(
		"%s matches when the key is absent, so access keys get this Allow without MFA",
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
