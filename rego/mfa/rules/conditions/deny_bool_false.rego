package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A Deny does not stop access keys, although the profile blocks them
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys, and Bool (also ForAnyValue:Bool and StringEquals)
#   does not match an absent key. A Deny on "false" stops console sessions and temporary credentials without MFA, but
#   not access keys. AWS calls the form "not reliable".
# custom:
#   id: deny-bool-false
#   severity: error
#   remedy: >-
#     Replace Bool with BoolIfExists in the Deny.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains found if {
	not lib.keys_need_no_mfa
	some statement in guards.denies
	guards.plainly(statement) == {"false"}
	not guards.denied_beside(statement, "absent")
	message := sprintf(
		"%s does not match when the key is absent, so this Deny does not stop access keys",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"deny-bool-false", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
