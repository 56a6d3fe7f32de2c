package mfa.rules.resources

import data.mfa.rules.lib
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts

# METADATA
# title: A Deny on the caller's own user name has no effect on roles
# description: >-
#   aws:username is present only in requests of IAM users. For roles, federated users, Identity Center users and root
#   the variable has no value, so a Resource with it matches nothing and the Deny does not apply.
# custom:
#   id: deny-skips-roles
#   severity: note
#   remedy: >-
#     Keep the Deny if it is for users only; otherwise replace the resources with ARNs without the variable.
#   sources:
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	some statement in lib.own_statements
	statement.effect == "Deny"
	not denies_all_on_own_user(statement)
	some resource in texts.of_element(statement, "Resource")
	names_own_user(resource.text)
	message := sprintf(
		"%s matches nothing for roles and federated users, so this Deny applies to IAM users only",
		[resource.text],
	)
	found := lib.document_finding(
		"deny-skips-roles", statement.where, resource.path, message,
		{"resource": resource.text},
	)
}

names_own_user(text) if contains(lower(text), "${aws:username}")

# A guard that denies everything, but names only the user's own resources.
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
