package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts all of IAM
# description: >-
#   A Deny with NotAction iam:* leaves every change of identity open without MFA: new access keys, a new password, an
#   attacker's own device, and the removal of the guard itself. AWS publishes the form as an example of NotAction, and
#   used it in its first self-service policy, where a second Deny on the changes of identity is needed.
# custom:
#   id: not-action-iam
#   severity: error
#   remedy: >-
#     Replace iam:* with the actions that enrollment needs, or add a Deny on the changes of identity with
#     BoolIfExists.
#   sources:
#     - "IAM JSON policy elements: NotAction"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
#     - "pathfinding.cloud"
findings contains found if {
	some guard in guards.with_exemptions
	some entry in guard.not_actions
	guards.means_all_of_iam(entry.pattern)
	open := guards.open_writes[entry.pattern]
	count(open) > 0
	message := unguarded(entry, open)
	found := lib.document_finding("not-action-iam", guard.where, entry.path, message, {"actions": open})
}

unguarded(entry, open) := sprintf(
	"NotAction %s leaves all of IAM unguarded: %d changes of identity need no MFA, such as %s",
	[entry.written, count(open), foremost(open)],
) if {
	not is_everything(entry.pattern)
}

unguarded(entry, _) := sprintf("NotAction %s exempts everything, so this Deny denies nothing", [entry.written]) if {
	is_everything(entry.pattern)
}

is_everything(pattern) if regex.match(`^\*+(:\*+)?$`, pattern)

foremost(open) := "iam:CreateAccessKey" if "iam:CreateAccessKey" in open

foremost(open) := open[0] if not "iam:CreateAccessKey" in open
