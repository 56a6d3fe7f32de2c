# The changes of a guard by which it would deny what it nearly denied, the smallest first.
package mfa.causes

import data.iam.policies
import data.mfa.flags
import data.mfa.profiles
import data.mfa.rules.lib.actions

guard_changes(guard) := condition_changes(guard) if {
	guard.failed[0].element == "Condition"
} else := changes if {
	guard.failed[0].element == "NotAction"
	changes := [without_exemption(guard)]
} else := changes if {
	changes := [for_all(guard, trim_prefix(guard.failed[0].element, "Not"))]
}

condition_changes(guard) := [change |
	some wanted in wanted_clauses(guard)
	others := condition_triples(guard) - (failed_triples(guard) | replaced_triples(guard, wanted))
	text := sprintf("In %s, %s.", [
		named(guard.where),
		concat(" and ", array.concat(renaming_texts(guard, wanted), removal_texts(guard))),
	])
	change := changed(guard, "Condition", condition_with(others | wanted), text)
]

failed_triples(guard) := {triple |
	some failure in guard.failed
	some triple in condition_triples(guard)
	[triple[0], triple[1]] == [failure.clause.operator, failure.clause.key]
}

failed_of_mfa(guard) := failed_triples(guard) & mfa_triples(guard)

# A plain form in place of a condition on MFA takes all of it.
replaced_triples(guard, wanted) := mfa_triples(guard) if {
	some clause in wanted
	clause[1] == flags.present
	not clause in with_if_exists(guard)
} else := set()

with_if_exists(guard) := {[operator, triple[1], triple[2]] |
	some triple in failed_of_mfa(guard)
	operator := concat("", [triple[0], "IfExists"])
}

wanted_clauses(guard) := [set()] if {
	count(failed_of_mfa(guard)) == 0
} else := [
	with_if_exists(guard),
	{["BoolIfExists", flags.present, "false"]},
	{["Bool", flags.present, "false"]},
	triples(key_guard),
]

renaming_texts(guard, wanted) := [] if {
	wanted == set()
} else := [sprintf("replace %s with %sIfExists on %s", [triple[0], triple[0], triple[1]]) |
	some triple in failed_of_mfa(guard)
] if {
	wanted == with_if_exists(guard)
} else := [sprintf("put %s in place of the condition on MFA", [
	condition_text({"Condition": condition_with(wanted)}),
])]

removal_texts(guard) := [sprintf("remove the condition %s on %s", [triple[0], triple[1]]) |
	some triple in (failed_triples(guard) - mfa_triples(guard))
]

# NotAction without the entries that exempt the action, and with what enrollment needs of what they exempt.
without_exemption(guard) := changed(guard, "NotAction", entries, text) if {
	listed := policies.listed(guard.value.NotAction)
	action := lower(guard.asked)
	removed := [entry | some entry in listed; actions.means(lower(entry), action)]
	kept := [entry | some entry in listed; not actions.means(lower(entry), action)]
	needed := [one |
		some one in exempt_actions
		some entry in removed
		actions.means(lower(entry), lower(one))
		not one in kept
	]
	entries := nonempty(array.concat(kept, sort({one | some one in needed})))
	text := exemption_text(guard, removed, [entry | some entry in entries; not entry in kept])
}

nonempty([]) := exempt_actions

nonempty(entries) := entries if count(entries) > 0

exemption_text(guard, removed, []) := sprintf("Remove %s from NotAction of %s.", [
	concat(", ", removed),
	named(guard.where),
])

exemption_text(guard, removed, added) := sprintf("In NotAction of %s, replace %s with %s.", [
	named(guard.where),
	concat(", ", removed),
	concat(", ", added),
]) if {
	count(added) > 0
}

# What a guard leaves out: what enrollment needs, and the registry's calls where keys are to push and pull.
exempt_actions := sort({action | some action in enrolment_actions} | profiles.registry_actions) if {
	profiles.required("ecr-from-api-key", "services") == "open"
} else := enrolment_actions
