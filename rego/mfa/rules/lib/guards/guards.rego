# METADATA
# title: Guards
# description: >-
#   The subject's statements with a condition on MFA, and the states of the MFA flag in which they match: the request
#   does not carry the flag (`absent`), it is "false" (`false`), it is "true" and the sign-in was a moment ago
#   (`fresh`), or it is "true" and the sign-in has another age (`aged`).
package mfa.rules.lib.guards

import data.iam.patterns
import data.iam.policies
import data.mfa.catalogue.notes
import data.mfa.classes
import data.mfa.flags
import data.mfa.inference
import data.mfa.rules.lib.actions

states := {name: state |
	some place, name in ["absent", "false", "fresh"]
	state := {lower(key): value | some key, value in flags.states[place]}
}

# Each statement with a condition on an MFA key. `mfa` has the clauses on these keys, with their paths, and `holds`
# the states in which all of them match, whatever else the statement requires.
mfa_statements := [found |
	some statement in actions.own
	clauses := inference.mfa_clauses(statement.value, statement.variables)
	count(clauses) > 0
	matching := flag_states(clauses)
	found := object.union(statement, {"mfa": clauses, "holds": matching, "path": clauses[0].path})
]

allows := [statement | some statement in mfa_statements; statement.effect == "Allow"]

denies := [statement | some statement in mfa_statements; statement.effect == "Deny"]

# Whether a statement is an Allow with a condition on MFA.
has_mfa_condition(statement) if {
	some one in allows
	one.where == statement.where
}

flag_states(clauses) := plain | aged if {
	plain := {name | some name, state in states; inference.all_met(clauses, state)}
	aged := {"aged" |
		some age in ages(clauses)
		inference.all_met(clauses, {flags.present_key: "true", flags.age_key: format_int(age, 10)})
	}
}

# Ages that represent all: a moment, a day, and each number of the clauses with its neighbors.
ages(clauses) := {0, 86400} | {age |
	some clause in clauses
	some text in clause.texts
	regex.match(`^[1-9][0-9]{0,9}$`, text)
	number := to_number(text)
	some age in [number - 1, number, number + 1]
}

# The states that do not depend on an age.
plainly(statement) := {name | some name in statement.holds; name != "aged"}

# The operators and keys for a message: all of them, because they match only together.
named(statement) := concat(
	" with ",
	[sprintf("%s on %s", [clause.operator, clause.written]) | some clause in statement.mfa],
)

# The evidence for a statement that requires MFA.
evidence(statement) := {"condition": condition, "holds": sort(statement.holds)} if {
	condition := object.get(statement.value, "Condition", {})
}

# Whether another Deny of the subject denies the same in a state of the flag, so that two form one guard.
denied_beside(statement, state) if {
	some other in denies
	other.where != statement.where
	state in other.holds
	covers(other, statement)
}

covers(other, statement) if {
	covers_actions(other, statement)
	covers_resources(other, statement)
}

covers_actions(other, _) if "*" in listed(other, "Action")

covers_actions(other, statement) if {
	has(statement, "Action")
	count(listed(statement, "Action") - listed(other, "Action")) == 0
}

covers_actions(other, statement) if {
	has(statement, "NotAction")
	has(other, "NotAction")
	count(listed(other, "NotAction") - listed(statement, "NotAction")) == 0
}

# A guard that leaves out only exempt actions covers the rest.
covers_actions(other, statement) if {
	has(other, "NotAction")
	count((listed(other, "NotAction") - exempt) - listed(statement, "NotAction")) == 0
}

exempt := {lower(action) | some action in classes.exempt}

covers_resources(other, _) if on_everything(other)

covers_resources(other, statement) if {
	has(statement, "Resource")
	count(texts_of(statement, "Resource") - texts_of(other, "Resource")) == 0
}

covers_resources(other, statement) if {
	has(statement, "NotResource")
	has(other, "NotResource")
	count(texts_of(other, "NotResource") - texts_of(statement, "NotResource")) == 0
}

has(statement, element) if statement.value[element]

texts_of(statement, element) := {text | some text in policies.listed(object.get(statement.value, element, []))}

# The same in lower case, as actions are compared.
listed(statement, element) := {lower(text) | some text in texts_of(statement, element)}

# Whether the Resource of a statement matches everything.
on_everything(statement) if "*" in listed(statement, "Resource")

on_everything(statement) if not policies.names_resource(statement)

# The guards with NotAction on (almost) every resource. On a single bucket an exemption matters little.
with_exemptions := [statement |
	some statement in denies
	count(statement.not_actions) > 0
	is_wide(statement)
	count({"absent", "false"} & statement.holds) > 0
]

# Whether a pattern exempts an action (in lower case) that no other guard stops, for access keys and in the console.
escapes(pattern, action) if {
	actions.means(pattern, action)
	not is_stopped(action)
}

is_stopped(action) if {
	some statement in stopping
	actions.covered(statement, action)
	not leaves_possible(statement, action)
}

stopping := [statement |
	some statement in denies
	{"absent", "false"} & statement.holds == {"absent", "false"}
	is_wide(statement)
]

# On every resource, or on every one except some.
is_wide(statement) if {
	on_everything(statement)
} else if {
	has(statement, "NotResource")
}

# The changes of identity that the exempt pattern of a guard leaves open.
open_writes[pattern] := open if {
	some statement in with_exemptions
	some pattern in {entry.pattern | some entry in statement.not_actions}
	open := [written | some action, written in writes_meant(pattern); not is_stopped(action)]
}

writes := {lower(action): action | some action, _ in notes.identity_writes}

writes_meant(pattern) := {action: written |
	some action, written in writes
	actions.means(pattern, action)
} if {
	patterns.has_wildcard(pattern)
} else := {pattern: name} if {
	name := writes[pattern]
} else := {}

# Whether a pattern matches all of IAM.
means_all_of_iam(pattern) if {
	patterns.has_wildcard(pattern)
	actions.means(pattern, "iam:~")
}
