package mfa.rules.posture

import data.mfa.hijack
import data.mfa.rules.lib

# METADATA
# title: The hijack search cannot run
# description: >-
#   The account facts of the config are not the ones that the search knows, so nothing was searched. A search that did
#   not run never passes.
# custom:
#   id: hijack-not-searched
#   severity: error
#   waivable: false
#   remedy: >-
#     Correct account_facts in the config as the message says.
#   sources:
#     - "docs/explanation/hijack.md"
findings contains {
	"rule": "hijack-not-searched",
	"message": sprintf("the hijack search cannot run: %s", [problem.message]),
	"at": lib.guard_at,
	"evidence": problem,
} if {
	some problem in hijack.fact_problems
}
