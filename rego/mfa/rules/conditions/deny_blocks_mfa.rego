package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A Deny stops sessions with MFA
# description: >-
#   The condition matches a session whose MFA is a moment old, so users who did what the policy requires are denied.
#   Usually the value is inverted ("true" instead of "false"), or Null "false" was written for "without MFA".
# custom:
#   id: deny-blocks-mfa
#   severity: error
#   remedy: >-
#     Replace the condition of the Deny with BoolIfExists aws:MultiFactorAuthPresent "false".
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some statement in guards.denies
	"fresh" in statement.holds
	message := sprintf("%s matches sessions with MFA, so this Deny stops them", [guards.named(statement)])
	found := lib.document_finding("deny-blocks-mfa", statement.where, statement.path, message, guards.evidence(statement))
}
