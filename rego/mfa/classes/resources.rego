package mfa.classes

import data.iam.match
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

variable_options := [array.concat([{}], [{key: value} | some value in values]) |
	some key in sort(variable_keys)
	values := chosen_values[key]
	count(values) > 0
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
	some mask in (overlaps_in(space, globs) | {tail | some tail in familiar_tails; is_familiar(tail, space)})
	tail := instance_among(mask, beginnings, sample_names)
	regex.match(space.form, tail)
	resource := concat(":", [space.head, tail])
} if {
	space := spaces[place]
	globs := tail_globs[place]
	beginnings := beginnings_of(globs)
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
