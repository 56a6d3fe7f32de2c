package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A Deny does not stop access keys, and the profile wants them stopped
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys. Bool (also ForAnyValue:Bool, and
#   StringEquals) does not hold when the key is absent, so a Deny on "false" stops console sessions and temporary
#   credentials without MFA, and spares keys. AWS calls the form "not reliable".
# custom:
#   id: deny-bool-false
#   severity: error
#   remedy: >-
#     Write BoolIfExists instead of Bool in the Deny.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	not lib.keys_stay_free
	some statement in guards.denies
	guards.plainly(statement) == {"false"}
	not guards.denied_beside(statement, "absent")
	message := sprintf(
		"%s does not hold when the key is absent, so this Deny does not stop access keys",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"deny-bool-false", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
