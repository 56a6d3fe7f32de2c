package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: An Allow requires MFA of console sessions only
# description: >-
#   An Allow with BoolIfExists "true" matches for access keys, because they do not carry aws:MultiFactorAuthPresent.
#   The profile does not require MFA of access keys, so this may be intended. But the condition binds this Allow only:
#   what another policy grants needs no MFA. It also blocks docker push and pull and the calls that AWS services make
#   on the key's behalf, where the key is present and "false".
# custom:
#   id: allow-if-exists-true-exempts-keys
#   severity: note
#   remedy: >-
#     Replace the condition with a separate Deny with Bool aws:MultiFactorAuthPresent "false", which binds every
#     grant; or keep it if it is intended.
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "fresh"}
	not for_all_values(statement)
	lib.keys_need_no_mfa
	message := sprintf(
		"%s requires MFA of console sessions but not of access keys, and only for this Allow",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"allow-if-exists-true-exempts-keys", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
