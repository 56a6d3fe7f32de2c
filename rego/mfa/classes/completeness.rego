package mfa.classes

import data.iam.assumptions
import data.iam.conditions
import data.iam.operators
import data.iam.operators.ip
import data.iam.operators.numeric

# What makes the proof a bounded search: each part of the policies of which the classes are not known to be
# all that there are.
incompleteness := (resource_gaps | key_gaps) | name_gaps

resource_gaps contains reason if {
	some place, globs in tail_globs
	space := spaces[place]
	some mask in unknown_overlaps(space.tail, globs)
	written := display(concat(":", [space.head, mask]))
	reason := sprintf("the resource pattern %s overlaps other patterns in more ways than mfagate tries", [written])
}

resource_gaps contains reason if {
	some entry in resource_patterns
	some space in spaces
	is_loose(entry, space)
	reason := sprintf(
		"the resource pattern %s omits segments, or its wildcard crosses segments",
		[display(entry[0])],
	)
}

resource_gaps contains reason if {
	some entry in resource_patterns
	parts := split(entry[0], ":")
	count(parts) > 5
	parts[2] == any_text
	concat(":", array.slice(parts, 5, count(parts))) != any_text
	reason := sprintf("the resource pattern %s names no service; mfagate tries it on some only", [display(entry[0])])
}

resource_gaps contains reason if {
	count(resource_patterns) > 0
	some name, value in {"user-name-case": "insensitive", "colon-crossing": "always"}
	assumptions.chosen[name] == value
	reason := sprintf("under the assumption %s=%s mfagate does not divide resources exactly", [name, value])
}

key_gaps contains "the condition keys have more combinations than mfagate tries" if combinations > combination_limit

key_gaps contains reason if {
	some key in varied_keys
	count(unknown_overlaps(any_text, key_globs(key))) > 0
	reason := sprintf("the values of %s overlap in more ways than mfagate tries", [display_key(key)])
}

key_gaps contains reason if {
	some clause in clauses
	conditions.has_variables(clause)
	count(conditions.keys(clause)) > 1
	count(conditions.keys(clause) & varied_keys) > 0
	reason := sprintf("the condition on %s compares two keys that both vary", [display_key(clause[1])])
}

key_gaps contains reason if {
	some key in varied_keys
	count({family |
		some clause in clauses_on(key)
		family := operators.parsed(clause[0]).family
		family != "null"
	}) > 1
	reason := sprintf("%s is compared as values of more than one type", [display_key(key)])
}

key_gaps contains reason if {
	some key in varied_keys
	bases := {base | some clause in clauses_on(key); base := operators.parsed(clause[0]).base}
	"StringEqualsIgnoreCase" in bases
	count(bases - {"Null"}) > 1
	reason := sprintf("%s is compared both case-sensitively and case-insensitively", [display_key(key)])
}

key_gaps contains reason if {
	some key in varied_keys
	takes_lists(key)
	count(single_values[key]) > 3
	reason := sprintf("%s can have many values at once; mfagate tries only some sets", [display_key(key)])
}

key_gaps contains reason if {
	some key in varied_keys
	count(crowded_networks(key)) > 0
	reason := sprintf("the networks of %s overlap in more ways than mfagate tries", [display_key(key)])
}

key_gaps contains reason if {
	some key in varied_keys
	some clause in clauses_on(key)
	operators.parsed(clause[0]).family == "numeric"
	some text in clause[2]
	numeric.number(text)
	not numeric.amount(text)
	reason := sprintf(
		"%s is compared with %s, a number too long for mfagate to try its neighbors",
		[display_key(key), text],
	)
}

key_gaps contains reason if {
	some key in ({"aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:federatedprovider"} & condition_keys)
	reason := sprintf("mfagate tries only the value of %s that the credential has", [display_key(key)])
}

key_gaps contains "mfagate tries only the value of aws:TokenIssueTime that the credential has" if {
	"aws:tokenissuetime" in condition_keys
}

key_gaps contains "mfagate varies aws:CurrentTime and aws:EpochTime separately, although both are the current time" if {
	"aws:currenttime" in condition_keys
	"aws:epochtime" in condition_keys
}

display(mask) := replace(replace(mask, any_text, "*"), single_character, "?")

# Fewer colons than the resources have, although these have some beyond the fifth.
is_loose(entry, space) if {
	length := count(split(space.tail, ":"))
	length > 1
	count(split(entry[0], ":")) < 5 + length
	not is_everywhere(entry[1], space)
	tail_glob(entry, space)
}

# Networks that hold others, where no address is tried that is in the outer one alone.
crowded_networks(key) := {outer |
	networks := {network |
		some clause in clauses_on(key)
		operators.parsed(clause[0]).family == "ip"
		some text in clause[2]
		network := ip.operand(text).range
	}
	some outer in networks
	inner := {network | some network in networks; network != outer; net.cidr_contains(outer, network)}
	count(inner) > 0
	tried := {address | some address in single_values[key]; net.cidr_contains(outer, address)}
	every address in tried {
		is_inside(address, inner)
	}
}

is_inside(address, networks) if {
	some network in networks
	net.cidr_contains(network, address)
}
