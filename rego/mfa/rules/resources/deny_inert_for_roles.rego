package mfa.rules.resources

import data.mfa.rules.lib
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts

# METADATA
# title: A Deny on the caller's own user name does not concern roles
# description: >-
#   aws:username is in the requests of IAM users only. For roles, federated users, Identity Center users and root
#   the variable has no value, a Resource with it matches nothing, and the Deny is skipped.
# custom:
#   id: deny-inert-for-roles
#   severity: note
#   remedy: >-
#     Nothing, if the Deny is for users; else name the resources without the variable.
#   sources:
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	some statement in lib.own_statements
	statement.effect == "Deny"
	not denies_all_on_own_user(statement)
	some resource in texts.of_element(statement, "Resource")
	names_own_user(resource.text)
	message := sprintf(
		"%s matches nothing for roles and federated users, so this Deny is for IAM users only",
		[resource.text],
	)
	found := lib.document_finding(
		"deny-inert-for-roles", statement.where, resource.path, message,
		{"resource": resource.text},
	)
}

names_own_user(text) if contains(lower(text), "${aws:username}")

# A guard that is meant for everything, and names the user's own resources.
denies_all_on_own_user(statement) if {
	some guard in guards.denies
	guard.where == statement.where
	means_all_actions(guard)
	count(texts.of_element(guard, "Resource")) > 0
	every resource in texts.of_element(guard, "Resource") {
		names_own_user(resource.text)
	}
}

means_all_actions(statement) if guards.has(statement, "NotAction")

means_all_actions(statement) if "*" in guards.listed(statement, "Action")

means_all_actions(statement) if {
	regex.match(`(?i)(deny|block).*(all|any|every|most)`, object.get(statement.value, "Sid", ""))
}
