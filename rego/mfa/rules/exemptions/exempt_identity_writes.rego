package mfa.rules.exemptions

import data.mfa.catalogue.notes
import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts a change of identity
# description: >-
#   Exempt actions work without MFA. With a change of identity among them, an attacker with a stolen key or password
#   can create a credential that outlives it, or remove the device or the guard, and then has full access. Enrollment
#   needs no such change, only to create, enable and resynchronize a device.
# custom:
#   id: exempt-identity-writes
#   severity: error
#   remedy: >-
#     Remove the action from NotAction. Users can change a first password at sign-in without it, if the account's
#     password policy allows that.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
#     - "pathfinding.cloud"
findings contains found if {
	some guard in guards.with_exemptions
	some entry in guard.not_actions
	not guards.means_all_of_iam(entry.pattern)
	open := guards.open_writes[entry.pattern]
	count(open) > 0
	message := sprintf("NotAction %s exempts %s from MFA%s: %s", [
		entry.written, open[0],
		and_more(count(open) - 1),
		notes.identity_writes[open[0]],
	])
	found := lib.document_finding("exempt-identity-writes", guard.where, entry.path, message, {"actions": open})
}

and_more(0) := ""

and_more(n) := sprintf(" (and %d more)", [n]) if n > 0
