package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: A Deny on the age of MFA does not stop sessions without MFA
# description: >-
#   aws:MultiFactorAuthAge is absent when MFA was not used, and a comparison without IfExists does not match an absent
#   key. The Deny stops sessions whose MFA is too old, but not sessions without MFA.
# custom:
#   id: age-without-if-exists
#   severity: error
#   remedy: >-
#     Replace the operator with NumericGreaterThanIfExists, or add a Deny with Null aws:MultiFactorAuthAge "true".
#   sources:
#     - "AWS global condition context keys"
#     - "Example bucket policies"
findings contains found if {
	some statement in guards.denies
	statement.holds == {"aged"}
	some state in states_to_deny
	not guards.denied_beside(statement, state)
	message := sprintf(
		"%s does not match sessions without MFA, and no other Deny stops them",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"age-without-if-exists", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}

# Without MFA: console sessions, and access keys if the profile requires MFA of them.
states_to_deny := ["false"] if lib.keys_need_no_mfa

states_to_deny := ["absent", "false"] if not lib.keys_need_no_mfa
