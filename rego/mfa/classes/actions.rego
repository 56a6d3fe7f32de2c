package mfa.classes

import data.iam.actions as families
import data.iam.patterns
import data.iam.policies

# What distinguishes actions: the Action elements of the statements, and then the sets that the
# posture and the decision set apart. Each is [whether it covers the others instead, its patterns].
elements := array.concat(
	[[policies.has(statement, "NotAction"), policies.action_patterns(statement)] | some statement in statements],
	[[false, action_sets[name]] | some name in action_set_names],
)

action_set_names := sort([name | some name, _ in action_sets])

action_sets := object.union(families.patterns, {"exempt": {lower(pattern) | some pattern in exempt}})

exempt := object.get(input, "exempt", data.mfa.exempt.actions)

action_sets_in(ids) := {action_set_names[id - count(statements)] | some id in ids; id >= count(statements)}

action_patterns := {pattern | some element in elements; some pattern in element[1]}

# [service, name] of the patterns that have both.
pattern_parts[pattern] := parts if {
	some pattern in action_patterns
	parts := split(pattern, ":")
	count(parts) == 2
}

all_covering := {pattern | some pattern in action_patterns; is_all(pattern)} | {pattern |
	some pattern, parts in pattern_parts
	is_all(parts[0])
	is_all(parts[1])
}

is_all(text) if trim(text, "*") == ""

# The patterns of one service, and those whose service is a pattern too, or that have no colon.
by_prefix[prefix] contains pattern if {
	some pattern, parts in pattern_parts
	prefix := parts[0]
	not patterns.has_wildcard(prefix)
}

wide_patterns contains pattern if {
	some pattern, parts in pattern_parts
	patterns.has_wildcard(parts[0])
	not pattern in all_covering
}

wide_patterns contains pattern if {
	some pattern in action_patterns
	patterns.has_wildcard(pattern)
	count(split(pattern, ":")) == 1
	not pattern in all_covering
}

in_service(pattern, service) if {
	count(split(pattern, ":")) == 1
	pattern in wide_patterns
	service != ""
}

in_service(pattern, service) if {
	pattern in wide_patterns
	regex.match(patterns.whole(patterns.wild(pattern_parts[pattern][0])), service)
}

# The services that are gone through action by action: those that a pattern names, and where a pattern is for
# many services, those with a resource that a Resource pattern names. The actions of all others fall into as
# few classes as the patterns for many services make.
listed_services := object.keys(by_prefix) | {service |
	count(wide_patterns) > 0
	some named in (resource_services | every_service)
	some service, _ in data.mfa.actions.about[named]
}

# The patterns of a service that do not simply cover it.
partial_patterns[service] := {pattern |
	some pattern in patterns_for(service)
	not covers_service(pattern)
} if {
	some service in listed_services
}

patterns_for(service) := object.get(by_prefix, service, set()) | {wide |
	some wide in wide_patterns
	in_service(wide, service)
}

covers_service(pattern) if is_all(pattern_parts[pattern][1])

whole_patterns[service] := all_covering | {pattern |
	some pattern in patterns_for(service)
	covers_service(pattern)
} if {
	some service in listed_services
}
