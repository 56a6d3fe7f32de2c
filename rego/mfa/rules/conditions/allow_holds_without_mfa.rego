package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: An Allow's condition on MFA holds with and without MFA
# description: >-
#   aws:MultiFactorAuthAge is there only when MFA was used, so NumericLessThanIfExists holds for everybody else.
#   The same goes for a Boolean key that may be "true" or "false". Such a condition looks like a requirement and
#   is none.
# custom:
#   id: allow-holds-without-mfa
#   severity: error
#   remedy: >-
#     Ask for Bool aws:MultiFactorAuthPresent "true", or write NumericLessThan without IfExists.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "false", "fresh"}
	message := sprintf("%s holds with and without MFA, so this Allow requires nothing", [guards.named(statement)])
	found := lib.document_finding(
		"allow-holds-without-mfa", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
