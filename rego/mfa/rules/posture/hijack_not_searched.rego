package mfa.rules.posture

import data.mfa.hijack
import data.mfa.rules.lib

# METADATA
# title: The hijack search could not be made
# description: >-
#   What the search is told of the account is not what it knows, so nothing was searched. A search that could
#   not be made is not one that found nothing.
# custom:
#   id: hijack-not-searched
#   severity: error
#   waivable: false
#   remedy: >-
#     Mend the account_facts of the config as the message says.
#   sources:
#     - "docs/explanation/hijack.md"
findings contains {
	"rule": "hijack-not-searched",
	"message": sprintf("the hijack search cannot be made: %s", [problem.message]),
	"at": lib.guard_at,
	"evidence": problem,
} if {
	some problem in hijack.fact_problems
}
