package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts whole services
# description: >-
#   Everything that the policies grant in these services works without MFA, including actions that AWS adds later.
#   Real policies with lists of a hundred services leave little to guard.
# custom:
#   id: exempt-whole-services
#   severity: warning
#   remedy: >-
#     Replace the services in NotAction with the actions that must work without MFA, or replace NotAction with an
#     Action list of what the Deny guards.
#   sources:
#     - "IAM JSON policy elements: NotAction"
findings contains found if {
	some guard in guards.with_exemptions
	whole := [entry | some entry in guard.not_actions; is_whole_service(entry.pattern)]
	count(whole) > 0
	message := sprintf("NotAction exempts all of %s%s from MFA", [
		concat(", ", [split(entry.written, ":")[0] | some entry in array.slice(whole, 0, 3)]),
		and_more(max([0, count(whole) - 3])),
	])
	found := lib.document_finding(
		"exempt-whole-services", guard.where, whole[0].path, message,
		{"services": [split(entry.pattern, ":")[0] | some entry in whole]},
	)
}

# Other rules report iam:* and sts:*.
is_whole_service(pattern) if {
	regex.match(`^[^*?:]+:\*+$`, pattern)
	not actions.means(pattern, "iam:~")
	not actions.means(pattern, "sts:~")
}
