package mfa.classes

import data.iam.actions
import data.iam.match
import data.iam.patterns
import data.mfa.subject

# Requests fall into one class when the same statements match their action and their resource, whatever
# the caller, and when the posture and the decision have no other reason to tell them apart.
class_members[key] contains {"order": order, "cell": index} if {
	some index, cell in cells
	beginning := class_beginning(cell)
	some ask in cell.asks
	family := families_asked[ask[0]]
	unknown := unknown_rank(cell.known)
	action_rank := rank(ask[0])
	some resource in resources_of(ask)
	key := array.concat(beginning, [
		decision_kind(match.special(family, resource)),
		location_kinds[resource],
		[shared | some ids in resource_ids[resource]; shared := cell.ids & ids],
	])
	order := [unknown, action_rank, resource_ranks[resource], ask[0], resource]
}

# What is the same for all that an action, or a resource, is asked with.
families_asked := {action: actions.decision_family(lower(action)) | some cell in cells; some [action, _] in cell.asks}

location_kinds := {resource: location_kind(resource) | some resource in all_candidates}

resource_ranks := {resource: resource_rank(resource) | some resource in all_candidates}

# What conditions on the region and on the owner of a resource tell of it.
location_kind(resource) := {["region", mask] |
	region := split(resource, ":")[3]
	region != ""
	some mask in key_globs("aws:requestedregion")
	regex.match(glob_expression(mask), region)
} | {["owner", account] |
	is_owner_asked
	account := other_account(resource).resource_account
}

resources_of(ask) := found if {
	startswith(ask[0], "iam:")
	found := object.get(candidates, ask[1], set())
} else := object.get(candidates, ask[1], set()) | object.get(other_account_candidates, ask[1], set())

# What AWS decides by the resource's own policy is one class: role or key makes a difference only for the root user,
# who is not a row of the posture.
decision_kind(kind) := "use" if {
	kind in {"use-of-role", "use-of-key"}
} else := kind

class_beginning(cell) := [column(named), "registry" in named, is_guarded_write(column(named), cell.write)] if {
	named := action_sets_in(cell.ids)
}

column(named) := "exempt" if {
	"exempt" in named
} else := "identity" if {
	"identity" in named
} else := "services"

# Whether a request changes identity is what a column of identity is judged by.
is_guarded_write("identity", write) := write

is_guarded_write(name, _) := false if name != "identity"

# The actions that are known come first, and the caller's own resources.
unknown_rank(true) := 0

unknown_rank(false) := 1

resource_rank(resource) := 0 if {
	some tail in familiar_tails
	endswith(resource, concat("", [":", tail]))
} else := 2 if {
	resource == "*"
} else := 3 if {
	count(other_account(resource)) > 0
} else := 1

class_keys := sort([key | some key, _ in class_members])

request_classes := [class |
	some number, key in class_keys
	first := min({member.order | some member in class_members[key]})
	places := {member.cell | some member in class_members[key]}
	class := object.union(other_account(first[4]), {
		"class": number,
		"column": key[0],
		"registry": key[1],
		"action": first[3],
		"resource": first[4],
		"write": true in {cells[place].write | some place in places},
		"known": true in {cells[place].known | some place in places},
		"order": first,
	})
]

# How many actions the requests of some verdicts stand for. A class is about one set of resources too, so an action is
# in several; it is counted once. What stands for no class is itself, and an action not yet known is one as well.
actions_in(verdicts) := max([1, count(single) + sum([part[3] | some part in parts])]) if {
	indices := {verdict.class | some verdict in verdicts; is_number(verdict.class)}
	single := {verdict.request.action | some verdict in verdicts; is_null(verdict.class)}
	places := {member.cell | some index in indices; some member in class_members[class_keys[index]]}
	named := {object.get(cells[place], "of", "service") | some place in places}
	parts := {[cell.service, cell.ids, cell.asks[0][0], cell.size] |
		some place in places
		cell := cells[place]
		not is_counted_with(object.get(cell, "of", "service"), named)
	}
}

# The actions on the resources that a pattern names are among those of all services that none names.
is_counted_with("named among others", others) if "all others" in others

# Whose a resource is, where it is not the subject's account's.
other_account(resource) := {"resource_account": account} if {
	account := split(resource, ":")[4]
	regex.match(`^[0-9]{12}$`, account)
	account != subject.account
} else := {}

# The requests that stand for each column of the posture.
samples := {
	"services": in_column("services"),
	"identity": in_column("identity"),
	"exempt": in_column("exempt"),
	"registry": [sample | some sample in in_column("services"); request_classes[sample.class].registry],
	"contexts": overlays,
	"callers": tried_callers,
	"ages": ages,
}

in_column(name) := [object.union(sample, {"contexts": contexts}) |
	some entry in array.slice(in_order[name], 0, class_limit)
	not is_nonexistent_action(entry[1])
	sample := object.remove(entry[1], ["order", "column", "registry"])
	contexts := object.get(overlay_places, [class_keys[sample.class]], [0])
]

in_order[name] := sort([[class.order, class] | some class in request_classes; class.column == name]) if {
	some name in ["services", "identity", "exempt"]
}

# A name that a policy spells out, and that its service does not have: misspelt or withdrawn. Nobody can ask for it,
# so a cell does not rest on it; the rules on names report it.
is_nonexistent_action(class) if {
	class.known == false
	lower(class.action) in literal_actions
}

literal_actions := {pattern |
	some element in elements
	some pattern in element[1]
	not patterns.has_wildcard(pattern)
}

summary := {
	"complete": count(incompleteness) == 0,
	"why": sort(incompleteness),
	"gaps": [{"why": entry.why, "by": [statements[id].where | some id in sort(entry.statements)]} |
		some entry in sort(gaps)
	],
	"classes": count(request_classes),
	"contexts": count(overlays),
	"actions": data.mfa.actions.count,
	"date": data.mfa.actions.date,
}
