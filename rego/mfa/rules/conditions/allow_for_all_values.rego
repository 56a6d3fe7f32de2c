package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: An Allow with ForAllValues lets access keys in without MFA
# description: >-
#   ForAllValues matches when the key is absent, and aws:MultiFactorAuthPresent is absent for long-term access keys.
#   AWS warns against ForAllValues in an Allow.
# custom:
#   id: allow-for-all-values
#   severity: error
#   remedy: >-
#     Replace ForAllValues:Bool with Bool; the key has one value.
#   sources:
#     - "Multivalued context keys"
#     - "IAM Access Analyzer policy check reference"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "fresh"}
	for_all_values(statement)
	message := sprintf(
		"%s matches when the key is absent, so access keys get this Allow without MFA",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"allow-for-all-values", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
