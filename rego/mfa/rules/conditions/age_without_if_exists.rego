package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A Deny on the age of MFA misses those who did not use MFA
# description: >-
#   aws:MultiFactorAuthAge is absent when MFA was not used, and a comparison without IfExists does not hold then.
#   So the Deny stops sessions whose MFA is too old, and nobody who used none.
# custom:
#   id: age-without-if-exists
#   severity: error
#   remedy: >-
#     Write NumericGreaterThanIfExists, or add a Deny with Null aws:MultiFactorAuthAge "true" beside it.
#   sources:
#     - "AWS global condition context keys"
#     - "Example bucket policies"
findings contains found if {
	some statement in guards.denies
	statement.holds == {"aged"}
	some state in states_to_deny
	not guards.denied_beside(statement, state)
	message := sprintf(
		"%s does not hold where MFA was not used, and no other Deny stops that",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"age-without-if-exists", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}

# Without MFA: in the console, and with a key unless the profile leaves keys alone.
states_to_deny := ["false"] if lib.keys_stay_free

states_to_deny := ["absent", "false"] if not lib.keys_stay_free
