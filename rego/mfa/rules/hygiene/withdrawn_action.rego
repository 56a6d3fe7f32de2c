package mfa.rules.hygiene

import data.mfa.catalogue.notes
import data.mfa.rules.lib
import data.mfa.rules.lib.actions

# METADATA
# title: An action no longer exists
# description: >-
#   Policies from the time of MFA by text message name actions that AWS has withdrawn. They have no effect, and show
#   that nobody has reviewed the policy since.
# custom:
#   id: withdrawn-action
#   severity: note
#   remedy: >-
#     Delete the action.
#   sources:
#     - "Actions, resources, and condition keys for AWS Identity and Access Management"
findings contains found if {
	some entry in actions.entries
	reason := notes.withdrawn[entry.pattern]
	message := sprintf("%s has no effect: %s", [entry.written, reason])
	found := lib.document_finding("withdrawn-action", entry.where, entry.path, message, {"action": entry.written})
}
