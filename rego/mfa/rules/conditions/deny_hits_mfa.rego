package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A Deny stops those who used MFA
# description: >-
#   The condition holds for a session whose MFA is a moment old, so whoever did what the policy asks is denied.
#   Usually the value is turned round ("true" where "false" was meant), or Null "false" was taken for "without
#   MFA".
# custom:
#   id: deny-hits-mfa
#   severity: error
#   remedy: >-
#     A Deny asks for the lack of MFA: BoolIfExists aws:MultiFactorAuthPresent "false".
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some statement in guards.denies
	"fresh" in statement.holds
	message := sprintf("%s holds for a session with MFA, so this Deny stops who used it", [guards.named(statement)])
	found := lib.document_finding("deny-hits-mfa", statement.where, statement.path, message, guards.evidence(statement))
}
