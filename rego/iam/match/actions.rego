# METADATA
# title: Match sets
# description: >-
#   For each distinct action, resource, principal and context of the requests, the set of statements
#   that match it. The intersection of the four is the set of statements that apply: it decides, and a
#   statement that is missing from it is missing from exactly the sets that say why.
package iam.match

import data.iam.patterns
import data.iam.policies

actions := {action | some action in lower_case_actions}

action_patterns := {pattern |
	some statement in policies.statements
	some pattern in policies.action_patterns(statement)
}

# The actions that each pattern matches: one pass over the distinct patterns.
action_hits[pattern] := {action | some action in actions; regex.match(expression, action)} if {
	some pattern in action_patterns
	patterns.has_wildcard(pattern)
	expression := patterns.whole(patterns.wild(pattern))
}

action_hits[pattern] := actions & {pattern} if {
	some pattern in action_patterns
	not patterns.has_wildcard(pattern)
}

statement_actions := [covered_actions(policies.has(statement, "NotAction"), hits, actions) |
	some statement in policies.statements
	hits := union({hit | some pattern in policies.action_patterns(statement); hit := action_hits[pattern]})
]

by_action[action] := {id | some id, covered in statement_actions; action in covered} if {
	some action in actions
}

# An element covers what its patterns hit; a Not element covers the rest.
covered_actions(false, hits, _) := hits

covered_actions(true, hits, everything) := everything - hits
