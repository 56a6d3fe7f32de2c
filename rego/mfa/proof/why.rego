package mfa.proof

import data.iam.assumptions
import data.iam.conditions
import data.iam.operators

# What makes the proof a bounded search: each part of the policies of which the classes are not known to be
# all that there are.
why := {reason | some reasons in [resource_reasons, assumption_reasons, key_reasons]; some reason in reasons}

resource_reasons := {sprintf("the resource pattern %s overlaps others in more ways than are tried", [shown(space.head, glob)]) |
	some place, globs in tail_globs
	space := spaces[place]
	some glob in unknown_overlaps(space.tail, globs)
} | {sprintf("the resource pattern %s leaves out segments, or lets a wildcard cross them", [readable(entry[0])]) |
	some entry in resource_patterns
	some _, space in spaces
	is_loose(entry, space)
} | {sprintf("the resource pattern %s names no service: it is tried on some services alone", [readable(entry[0])]) |
	some entry in resource_patterns
	parts := split(entry[0], ":")
	count(parts) > 5
	parts[2] == star
	concat(":", array.slice(parts, 5, count(parts))) != star
}

# Fewer colons than the resources have, although these have some beyond the fifth.
is_loose(entry, space) if {
	length := count(split(space.tail, ":"))
	length > 1
	count(split(entry[0], ":")) < 5 + length
	not is_everywhere(entry[1], space)
	tail_glob(entry, space)
}

shown(head, glob) := readable(concat(":", [head, glob]))

readable(glob) := replace(replace(glob, star, "*"), single_character, "?")

assumption_reasons := {sprintf("under the assumption %s=%s the resources are not divided exactly", [name, value]) |
	some name, value in {"user-name-case": "insensitive", "colon-crossing": "always"}
	assumptions.chosen[name] == value
	count(resource_patterns) > 0
}

key_reasons := {"the condition keys have more combinations than are tried" | combinations > limit} | {sprintf(
	"the values of %s overlap in more ways than are tried",
	[spelling(key)],
) |
	some key in varied_keys
	count(unknown_overlaps(star, key_globs(key))) > 0
} | {sprintf("the condition on %s takes a value from the context that itself varies", [spelling(key)]) |
	some clause in clauses
	key := clause[1]
	conditions.has_variables(clause)
	count(conditions.keys(clause) & varied_keys) > 0
	count(conditions.keys(clause)) > 1
} | {sprintf("%s is compared in more than one way", [spelling(key)]) |
	some key in varied_keys
	count({family | some clause in clauses_on(key); family := operators.parsed(clause[0]).family; family != "null"}) > 1
} | {sprintf("%s is compared with and without case", [spelling(key)]) |
	some key in varied_keys
	bases := {base | some clause in clauses_on(key); base := operators.parsed(clause[0]).base}
	"StringEqualsIgnoreCase" in bases
	count(bases - {"Null"}) > 1
} | {sprintf("%s may have many values at once, of which some sets are tried", [spelling(key)]) |
	some key in varied_keys
	takes_lists(key)
	count(single_values[key]) > 3
} | {sprintf("the networks of %s lie within each other in more ways than are tried", [spelling(key)]) |
	some key in varied_keys
	some text in nested_networks(key)
	text != ""
} | {sprintf("%s is taken as the credential brings it", ["aws:TokenIssueTime"]) |
	"aws:tokenissuetime" in condition_keys
} | {sprintf("%s and %s are varied apart, although both are the time", ["aws:CurrentTime", "aws:EpochTime"]) |
	count({"aws:currenttime", "aws:epochtime"} & condition_keys) == 2
}

# Networks that hold others, where no address is tried that is in the outer one alone.
nested_networks(key) := {outer |
	networks := {text |
		some clause in clauses_on(key)
		operators.parsed(clause[0]).family == "ip"
		some text in clause[2]
		net.cidr_is_valid(text)
	}
	some outer in networks
	inner := {text | some text in networks; text != outer; net.cidr_contains(outer, text)}
	count(inner) > 0
	tried := {address | some address in single_values[key]; net.cidr_contains(outer, address); not is_inside(address, inner)}
	count(tried) == 0
}

is_inside(address, networks) if {
	some network in networks
	net.cidr_contains(network, address)
}
