# METADATA
# title: Action families
# description: The actions that AWS or a profile treats apart. The list is data (`data.iam.actions.families`).
package iam.actions

# The patterns of a family in lower case: action names are not case-sensitive.
patterns[family] := {lower(action) | some action in entry.actions} if some family, entry in data.iam.actions.families

# The family by which AWS decides a request for a lower-case action; every other action is plain.
decision_family(action) := family if {
	family := decision_names[action]
} else := family if {
	some prefix, family in decision_prefixes
	startswith(action, prefix)
} else := "plain"

decision_names[action] := family if {
	some family, entry in data.iam.actions.families
	entry.decision
	some action in patterns[family]
	not endswith(action, "*")
}

decision_prefixes[prefix] := family if {
	some family, entry in data.iam.actions.families
	entry.decision
	some action in patterns[family]
	endswith(action, "*")
	prefix := trim_suffix(action, "*")
}

# The actions that need no permission.
needs_no_permission := patterns["caller-identity"] | patterns["session-token"]

# How the names of the actions of a family begin, in lower case.
prefixes(family) := {trim_suffix(pattern, "*") | some pattern in patterns[family]}

# Whether a lower-case action is of a family.
is_of(family, action) if action in patterns[family]

is_of(family, action) if {
	some pattern in patterns[family]
	endswith(pattern, "*")
	startswith(action, trim_suffix(pattern, "*"))
}
