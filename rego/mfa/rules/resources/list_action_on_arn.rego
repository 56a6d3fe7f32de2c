package mfa.rules.resources

import data.iam.patterns
import data.mfa.catalogue.notes
import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts

# METADATA
# title: An action that takes no resource is granted or denied on an ARN
# description: >-
#   An action without a resource type is requested on "*", which no ARN matches. The Allow never grants it, and the
#   Deny never denies it. iam:ListUsers and a few others are requested on a path, as the messages of denied calls show
#   (arn:aws:iam::123456789012:user/); they are reported only if no pattern matches that path.
# custom:
#   id: list-action-on-arn
#   severity: warning
#   remedy: >-
#     Move the action to a statement with Resource "*".
#   sources:
#     - "Actions, resources, and condition keys for AWS services"
#     - "Troubleshoot IAM policies"
findings contains found if {
	some statement in lib.own_statements
	names_only_arns(statement)
	some entry in statement.actions
	entry.pattern in actions.without_resource
	not entry.pattern in data.iam.actions.needs_no_permission
	resources := [one.text | some one in texts.of_element(statement, "Resource")]
	not meant_on_path(resources, entry.pattern)
	message := sprintf("%s takes no resource, so a statement limited to %s never %s it", [
		entry.written,
		concat(" or ", resources),
		{"Allow": "grants", "Deny": "denies"}[statement.effect],
	])
	found := lib.document_finding(
		"list-action-on-arn", statement.where, entry.path, message,
		{"action": entry.written, "resources": resources},
	)
}

names_only_arns(statement) if {
	statement.type != "resource"
	guards.has(statement, "Resource")
	every one in texts.of_element(statement, "Resource") {
		regex.match(`[^*]`, one.text)
	}
}

meant_on_path(resources, pattern) if {
	path := notes.asked_on_path[pattern]
	some resource in resources
	parts := split(resource, ":")
	may_mean_path(parts[5], path)
}

# The path itself, or a longer one (the parameter PathPrefix).
may_mean_path(tail, path) if {
	regex.match(patterns.whole(patterns.wild(tail)), path)
} else if {
	startswith(tail, path)
	endswith(tail, "*")
}
