# METADATA
# title: Actions
# description: >-
#   The actions that statements list, and what the frozen catalogue (`data.mfa.catalogue`) knows of them. Action names
#   are compared without case.
package mfa.rules.lib.actions

import data.iam.patterns
import data.iam.validation
import data.mfa.catalogue
import data.mfa.rules.lib.statements
import data.mfa.rules.lib.texts

# The subject's own statements with the entries of their Action and NotAction.
own := [found |
	some statement in statements.own
	listed := entries_of(statement, "Action")
	excepted := entries_of(statement, "NotAction")
	found := object.union(statement, {
		"actions": listed,
		"not_actions": excepted,
		"meaning": meaning(listed),
		"excepting": meaning(excepted),
	})
]

# Each entry of an Action or NotAction: as it is written, and in lower case as `pattern`.
entries := [entry |
	some statement in own
	some entry in array.concat(statement.actions, statement.not_actions)
]

entries_of(statement, element) := [entry |
	some one in texts.of_element(statement, element)
	pattern := lower(one.text)
	entry := {
		"where": statement.where,
		"effect": statement.effect,
		"element": element,
		"path": one.path,
		"written": one.text,
		"pattern": pattern,
	}
]

# A list of entries, prepared for comparison: names as a set, and a regular expression for each pattern.
meaning(listed) := {"names": names, "expressions": expressions} if {
	names := {entry.pattern | some entry in listed; not patterns.has_wildcard(entry.pattern)}
	expressions := [expression |
		some entry in listed
		patterns.has_wildcard(entry.pattern)
		expression := expression_of(entry.pattern)
	]
}

expression_of(pattern) := patterns.whole(patterns.wild(pattern))

# Whether a prepared list matches an action (in lower case).
is_meant(meant, action) if {
	action in meant.names
} else if {
	some expression in meant.expressions
	regex.match(expression, action)
}

# Whether a pattern matches an action, both in lower case.
means(pattern, action) if {
	pattern == action
} else if {
	patterns.has_wildcard(pattern)
	regex.match(expression_of(pattern), action)
}

# Whether a statement's actions include one (in lower case).
covered(statement, action) if {
	is_meant(statement.meaning, action)
} else if {
	count(statement.not_actions) > 0
	not is_meant(statement.excepting, action)
}

# The entries that match no action of the catalogue, with the closest action that it has.
unknown := [found |
	some entry in entries
	parts := split(entry.written, ":")
	count(parts) == 2
	service := lower(parts[0])
	not is_known(service, parts[1])
	not patterns.has_wildcard(service)
	not catalogue.notes.withdrawn[entry.pattern]
	closest := suggestion(service, parts[1])
	found := object.union(entry, {"service": service, "closest": closest})
]

# The names of the services that the entries name, as sets in lower case.
named[service] := names if {
	some service in {lower(split(entry.written, ":")[0]) | some entry in entries}
	names := {lower(name) | some name in catalogue.services[service]}
}

# The first two cases find nearly all; the last is for patterns in another case, or with wildcards inside.
is_known(service, name) if {
	lower(name) in named[service]
} else if {
	endswith(name, "*")
	strings.any_prefix_match(catalogue.services[service], trim_suffix(name, "*"))
} else if {
	patterns.has_wildcard(name)
	expression := expression_of(lower(name))
	some known in named[service]
	regex.match(expression, known)
}

# The action that an operation is authorized as, the closest action of the service, the same action of the closest
# service, or "".
suggestion(service, name) := known if {
	known := catalogue.notes.authorized_as[lower(sprintf("%s:%s", [service, name]))]
} else := sprintf("%s:%s", [service, best]) if {
	best := nearest(name, catalogue.services[service])
} else := sprintf("%s:%s", [best, name]) if {
	not catalogue.services[service]
	best := nearest(service, object.keys(catalogue.services))
	name in catalogue.services[best]
} else := ""

# The most similar of the names with a similar start or end; undefined if there is none.
nearest(name, names) := min({candidate | some candidate, score in scores; score == best}) if {
	wanted := lower(name)
	scores := {candidate: score |
		some candidate in names
		abs(count(candidate) - count(wanted)) < 7
		other := lower(candidate)
		alike_at_one_end(wanted, other)
		score := validation.likeness(wanted, other)
		score >= 0.6
	}
	best := max({score | some score in scores})
}

alike_at_one_end(one, other) if {
	substring(one, 0, 3) == substring(other, 0, 3)
} else if {
	count(one) > 3
	endswith(other, substring(one, count(one) - 4, 4))
}

# The ARN templates that an action is requested on, `*` among them where it takes no resource or needs none; empty
# for an action that no service has.
templates(action) := {arn |
	parts := split(lower(action), ":")
	service := data.mfa.actions.services[parts[0]]
	some group in service.groups
	regex.match(sprintf(`(?i)(^|\n)%s(\n|$)`, [patterns.quoted(parts[1])]), group.names)
	some number in group.on
	arn := service.arns[number]
}

# Actions (in lower case) that take no resource, as far as the catalogue knows.
without_resource := {action |
	some service, names in catalogue.without_resource
	some name in names
	action := lower(sprintf("%s:%s", [service, name]))
}
