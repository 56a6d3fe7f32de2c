package mfa.classes

import data.iam.match
import data.iam.patterns
import data.iam.variables
import data.mfa.subject

# The Resource patterns that tell resources apart, with the values that a caller gives to their variables:
# [the pattern with private wildcards, its regular expression].
resource_patterns := {[as_glob(pattern[2]), expression] |
	some pattern, expression in expressions
	not pattern in variable_patterns
	pattern[2] != "*"
} | {[mask, filled] |
	some pattern, expression in expressions
	pattern in variable_patterns
	tail := match.tail(pattern[2])
	some known in name_values
	mask := concat(":", [as_glob(match.head(pattern[2])), variables.between(
		split(as_glob(variables.template(tail)), variables.mark),
		variables.fillings(tail, known),
	)])
	filled := variables.filled_pattern(tail, expression, known)
}

# The keys that patterns name as variables, and what these are filled with: what each caller brings, with each value
# of the keys that vary.
variable_keys := {key | some pattern in variable_patterns; some key in variables.keys(match.tail(pattern[2]))}

name_values := {known |
	some caller in caller_values
	some change in variable_changes
	known := object.filter(with_changes(caller, change), variable_keys)
}

variable_changes := {change | some change in combined(variable_options, variable_combinations)}

variable_combinations := product([count(option) | some option in variable_options])

variable_options := [array.concat([{}], [{key: value} | some value in chosen_values[key]]) |
	some key in sort(variable_keys)
	count(chosen_values[key]) > 0
]

# The services whose resources a pattern names.
resource_services := {named | some named in named_services; data.mfa.actions.about[named]} | {service |
	some named in named_services
	contains(named, any_text)
	not is_all(replace(named, any_text, "*"))
	some service, _ in data.mfa.actions.about
	regex.match(glob_expression(named), service)
}

# The templates for resources of every service (the recovery points of AWS Backup), where a pattern can mean one: they
# are in a region, and no resource's own policy is asked about another service's.
every_service := {"*" |
	not is_asked_by_anybody
	some entry in resource_patterns
	not split(entry[0], ":")[3] == ""
}

named_services := {named | some entry in resource_patterns; named := split(entry[0], ":")[2]}

templates := {ask[1] | some cell in cells; some ask in cell.asks}

# A space is what one template can be in one region of one account: a fixed beginning, an end with wildcards, and the
# form that the end must have. (One object, not a rule for each place: OPA would go through all templates at each look.)
spaces := {place: space_of(template, place) | some template, found in template_places; some place in found}

space_of(template, place) := {
	"head": concat(":", array.concat([parts[0], parts[1], place[3]], array.slice(parts, 3, 5))),
	"tail": replace(as_glob(tail), "{bucket}", any_text),
	"form": form_of(tail),
} if {
	parts := split(replace(replace(template, "{account}", place[2]), "{region}", place[1]), ":")
	tail := concat(":", array.slice(parts, 5, count(parts)))
}

# Every part that varies has something in it, and a bucket's name has no slash.
form_of(tail) := patterns.whole(replace(
	replace(patterns.quoted(replace(tail, "{bucket}", stand_in)), `\*`, ".+"),
	stand_in, "[^/]+",
))

# What the patterns say of the end, for the resources of a space: nothing of those that match none or all.
tail_globs[place] := globs if {
	some place, space in spaces
	globs := {mask |
		some entry in resource_patterns
		not is_everywhere(entry[1], space)
		mask := tail_glob(entry, space)
	}
}

is_everywhere(expression, space) if {
	any_resource := concat(":", [space.head, with_stand_in(space.tail)])
	regex.match(expression, any_resource)
}

# As many colons in both: each is matched by its own.
tail_glob(entry, space) := mask if {
	parts := split(entry[0], ":")
	count(parts) == 5 + count(split(space.tail, ":"))
	mask := concat(":", array.slice(parts, 5, count(parts)))
	is_alive(entry[1], mask, space)
}

# More: the key of an object may hold colons ("Creating object key names").
tail_glob(entry, space) := mask if {
	parts := split(entry[0], ":")
	count(parts) > 5 + count(split(space.tail, ":"))
	startswith(space.head, "arn:aws:s3:")
	endswith(space.tail, any_text)
	mask := concat(":", array.slice(parts, 5, count(parts)))
	is_alive(entry[1], mask, space)
}

# Fewer: a wildcard at the end reaches over later colons ("IAM JSON policy elements: Resource"), or one before the end
# has taken up the rest.
tail_glob(entry, space) := mask if {
	mask := reaching_glob(entry[0], space)
	is_alive(entry[1], mask, space)
} else := mask if {
	parts := split(entry[0], ":")
	length := count(split(space.tail, ":"))
	count(parts) < 5 + length
	mask := concat(":", array.slice(parts, max([0, count(parts) - length]), count(parts)))
	is_alive(entry[1], mask, space)
}

# The end of a pattern with the colons that its last wildcard stands for. Exact where no other wildcard can take them.
reaching_glob(text, space) := concat(":", array.concat(
	array.concat(array.slice(parts, 0, last), [ending]),
	array.slice(others, last + 1, count(others)),
)) if {
	parts := array.slice(split(text, ":"), 5, count(text))
	others := split(space.tail, ":")
	last := count(parts) - 1
	last >= 0
	count(parts) < count(others)
	endswith(text, any_text)
	ending := shared_part(parts[last], others[last])
	every index, part in array.slice(parts, 0, last) {
		may_meet(part, others[index])
	}
	only_last_reaches(parts, last)
}

only_last_reaches(parts, last) if parts[last] == any_text

only_last_reaches(parts, last) if not contains(concat("", array.slice(parts, 0, last)), any_text)

shared_part(one, other) := other if {
	covers(one, other)
} else := one if covers(other, one)

is_alive(expression, mask, space) if {
	regex.match(expression, concat(":", [space.head, with_stand_in(mask)]))
	not disjoint(space.tail, mask)
	not has_disjoint_part(split(space.tail, ":"), split(mask, ":"))
}

# What a resource's name holds has no colon, so that the parts between colons stand against each other.
has_disjoint_part(parts, others) if {
	count(parts) == count(others)
	some index, part in parts
	disjoint(part, others[index])
}

# The resources that stand for a template, one at least for each set of patterns that match any.
candidates["*"] := {"*"}

candidates[template] := found if {
	some template, found_places in template_places
	found := {resource |
		some place in found_places
		place[2] == subject.account
		some resource in of_space(place)
	}
}

# The same in other accounts.
other_account_candidates := {template: found |
	some template in other_account_templates
	found := {resource |
		some place in template_places[template]
		place[2] != subject.account
		some resource in of_space(place)
	}
	count(found) > 0
}

all_candidates := {resource | some resources in candidates; some resource in resources} | {resource |
	some resources in other_account_candidates
	some resource in resources
}

of_space(place) := {resource |
	some mask in (overlaps(space.tail, globs) | {tail | some tail in familiar_tails; is_familiar(tail, space)})
	tail := instance(mask, globs, sample_names)
	regex.match(space.form, tail)
	resource := concat(":", [space.head, tail])
} if {
	space := spaces[place]
	globs := tail_globs[place]
}

# The caller's own user, a device with the user's name, and others.
familiar_tails := {concat("", ["user/", subject.user]), concat("", ["mfa/", subject.user])}

is_familiar(tail, space) if {
	startswith(space.head, "arn:aws:iam:")
	covers(space.tail, tail)
}

sample_names := ["mfagate-sample", "sample", "zq7xj"]

# The statements whose Resource element matches, for each set of values that a caller can bring.
resource_ids[resource] := found if {
	some resource in all_candidates
	found := [by_resource[[resource, known]] | some known in name_list]
}

name_list := sort(name_values)

by_resource := found if {
	set := subject.set
	names := {sprintf("%d", [index]): known | some index, known in name_list}
	asked := [request |
		some resource in all_candidates
		some name, _ in names
		request := {"resource": resource, "context": name, "action": "iam:GetUser", "principal": "anonymous"}
	]
	batch := {
		"policies": set,
		"assumptions": assumed,
		"contexts": names,
		"requests": asked,
	}
	found := match.by_resource with input as batch
}
