package mfa.rules.exemptions

import data.mfa.catalogue.notes
import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.subject

# METADATA
# title: The guard does not exempt the actions that help to enroll
# description: >-
#   Apart from creating and enabling a device, new users read their own user and devices, may have to resynchronize,
#   and with an access key call sts:GetSessionToken to turn the new device into a session with MFA. AWS does not
#   document whether a Deny on GetSessionToken takes effect; its own policies exempt the action.
# custom:
#   id: exempt-lacks-enrolment
#   severity: warning
#   remedy: >-
#     Add the actions to NotAction of the Deny.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
#     - "Permissions for GetSessionToken"
findings contains found if {
	subject.principal == "user"
	some guard in guards.with_exemptions
	guard.type != "resource"
	guards.on_everything(guard)
	missing := [action |
		some action, _ in notes.enrolment_helpers
		needed_state(action) in guard.holds
		not actions.is_meant(guard.excepting, lower(action))
	]
	count(missing) > 0
	message := sprintf("NotAction lacks %s: %s", [
		concat(", ", missing),
		concat("; ", [notes.enrolment_helpers[action] | some action in missing]),
	])
	found := lib.document_finding("exempt-lacks-enrolment", guard.where, ["NotAction"], message, {"missing": missing})
}

# sts:GetSessionToken is called with an access key, the others in the console.
needed_state("sts:GetSessionToken") := "absent"

needed_state(action) := "false" if action != "sts:GetSessionToken"
