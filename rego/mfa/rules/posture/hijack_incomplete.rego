package mfa.rules.posture

import data.mfa.hijack
import data.mfa.rules.lib

# METADATA
# title: The hijack search met one of its bounds
# description: >-
#   The policies distinguish more names than the search tries, or they let an attacker change the user in more ways than
#   it goes through. What it found is right; there may be more.
# custom:
#   id: hijack-incomplete
#   severity: warning
#   remedy: >-
#     Split the policies, or name fewer resources one by one, so that the search can try them all; or waive the finding
#     after a review.
#   sources:
#     - "docs/explanation/hijack.md"
findings contains {
	"rule": "hijack-incomplete",
	"message": sprintf("the hijack search is incomplete: %s", [gap]),
	"at": lib.guard_at,
	"evidence": {"gap": gap},
} if {
	hijack.is_applicable
	some gap in hijack.gaps
}
