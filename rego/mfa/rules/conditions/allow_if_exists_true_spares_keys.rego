package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: An Allow asks MFA of console sessions only
# description: >-
#   An Allow with BoolIfExists true holds for access keys, which carry no aws:MultiFactorAuthPresent. The
#   profile leaves keys alone, so this may be meant. But it binds this Allow only: what another policy grants
#   needs no MFA. And it stops Docker pulls and calls that services make for a key, where the flag is there and
#   false.
# custom:
#   id: allow-if-exists-true-spares-keys
#   severity: note
#   remedy: >-
#     Say it with a Deny where aws:MultiFactorAuthPresent is "false" (Bool), which binds every grant; or leave
#     it.
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some statement in guards.allows
	guards.plainly(statement) == {"absent", "fresh"}
	not for_all_values(statement)
	lib.keys_stay_free
	message := sprintf(
		"%s asks MFA of console sessions and not of access keys, and only for what this Allow grants",
		[guards.named(statement)],
	)
	found := lib.document_finding(
		"allow-if-exists-true-spares-keys", statement.where, statement.path, message,
		guards.evidence(statement),
	)
}
