package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The MFA condition of an Allow matches with and without MFA
# description: >-
#   aws:MultiFactorAuthAge is present only when MFA was used, so NumericLessThanIfExists matches every request without
#   MFA. A Boolean key that may be "true" or "false" matches every session too. The condition looks like a
#   requirement, but requires nothing.
# custom:
#   id: allow-holds-without-mfa
#   severity: error
#   remedy: >-
#     Replace the condition with Bool aws:MultiFactorAuthPresent "true", or replace the operator with NumericLessThan.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "false", "fresh"}
	message := sprintf("%s matches with and without MFA, so this Allow requires nothing", [guards.named(statement)])
	found := lib.document_finding(
		"allow-holds-without-mfa", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
