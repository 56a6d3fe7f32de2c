package mfa.rules.exemptions

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards

# METADATA
# title: The guard exempts whole services
# description: >-
#   Everything that the grants allow in these services works without MFA, and what AWS adds to them later does
#   too. Lists of a hundred services were seen in real policies; they usually end with little left to guard.
# custom:
#   id: exempt-whole-services
#   severity: warning
#   remedy: >-
#     Exempt the actions that must work without MFA, or turn the Deny round and list what it guards in Action.
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

# iam:* and sts:* have rules of their own.
is_whole_service(pattern) if {
	regex.match(`^[^*?:]+:\*+$`, pattern)
	not actions.means(pattern, "iam:~")
	not actions.means(pattern, "sts:~")
}
