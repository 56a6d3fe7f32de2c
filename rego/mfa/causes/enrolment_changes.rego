# The changes that make enrollment possible.
package mfa.causes

import data.iam.policies
import data.mfa.catalogue
import data.mfa.requests
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.statements

# A Deny without the calls of enrollment that it stops. One by network may stop nobody: the config can say so.
exempting_enrolment(stop) := change if {
	is_editable(stop)
	not is_by_network(stop)
	policies.has(stop, "NotAction")
	missing := [action | some action in stop.stops; not action in policies.listed(stop.value.NotAction)]
	entries := array.concat(policies.listed(stop.value.NotAction), missing)
	text := sprintf("Add %s to NotAction of %s.", [concat(", ", missing), named(stop.where)])
	change := changed(stop, "NotAction", entries, text)
} else := change if {
	is_editable(stop)
	not is_by_network(stop)
	some entry in policies.listed(stop.value.Action)
	regex.match(`^\*+(:\*+)?$`, entry)
	change := all_but_enrolment(stop)
} else := change if {
	is_editable(stop)
	not is_by_network(stop)
	entries := [one |
		some entry in policies.listed(stop.value.Action)
		some one in entries_without(entry, stop.stops)
	]
	change := narrowed(stop, entries)
}

is_by_network(stop) if {
	some clause in policies.clauses(stop)
	clause[1] in requests.network_keys
	not requests.is_stated(clause[1])
}

all_but_enrolment(stop) := {
	"edits": [removing(stop.where, ["Action"]), setting(stop.where, ["NotAction"], enrolment_actions)],
	"text": sprintf("Replace Action * with NotAction %s in %s.", [concat(", ", enrolment_actions), named(stop.where)]),
}

# A Deny of nothing else is removed, unless its document would be left without a statement.
narrowed(stop, []) := {
	"edits": [removing(stop.where, [])],
	"text": sprintf("Remove %s, which denies %s.", [named(stop.where), concat(" and ", stop.stops)]),
} if {
	count([other | some other in statements.own; other.where.policy == stop.where.policy]) > 1
}

narrowed(stop, entries) := changed(stop, "Action", entries, text) if {
	count(entries) > 0
	removed := [entry | some entry in policies.listed(stop.value.Action); not entry in entries]
	added := [entry | some entry in entries; not entry in policies.listed(stop.value.Action)]
	text := concat("", [
		sprintf("Remove %s from Action of %s", [concat(", ", removed), named(stop.where)]),
		concat("", [sprintf(" and add %s", [concat(", ", added)]) | count(added) > 0]),
		".",
	])
}

# An entry that means none of the actions stays; a pattern is divided into those that mean the rest of its service.
entries_without(entry, left_out) := [entry] if {
	count(meant_of(entry, left_out)) == 0
} else := shortest(entry, left_out)

meant_of(entry, names) := [name | some name in names; actions.means(lower(entry), lower(name))]

# The shortest beginnings of the service's actions that no action that is left out has.
shortest(entry, left_out) := sort({beginning |
	[service, _] := split(entry, ":")
	some name in catalogue.services[lower(service)]
	action := sprintf("%s:%s", [lower(service), name])
	actions.means(lower(entry), lower(action))
	not action in left_out
	beginning := shortest_beginning(action, count(service) + 2, meant_of(entry, left_out))
})

shortest_beginning(action, least, left_out) := concat("", [substring(action, 0, length_needed), "*"]) if {
	lengths := [size |
		some size in numbers.range(least, count(action))
		not strings.any_prefix_match(left_out, substring(action, 0, size))
	]
	length_needed := lengths[0]
} else := action

# An Allow for a call that none grants, in a policy of the layer that lacks it.
granting(lack) := {
	"edits": [{"policy": taker, "statement": null, "path": ["Statement"], "op": "add", "value": allow}],
	"text": sprintf("Add to %s an Allow of %s on %s without MFA.", [taker, allow.Action, allow.Resource]),
} if {
	taker := takers_with_variables[lack.type][0]
	some allow in data.mfa.causes.enrolment_allows
	allow.Action == lack.action
}

takers_with_variables := {type: labels |
	some type in ["identity", "boundary"]
	labels := [statement.where.policy |
		some statement in statements.own
		statement.type == type
		statement.variables
	]
}
