package iam.match

import data.iam.assumptions
import data.iam.patterns
import data.iam.policies
import data.iam.validation
import data.iam.variables

# A pattern is [policy type, whether variables are expanded, text].
resource_patterns := {pattern |
	some statement in policies.statements
	some pattern in policies.resource_patterns(statement)
}

dynamic_resources := {pattern | some pattern in resource_patterns; pattern[1]; variables.occurs_in(tail(pattern[2]))}

# Variables are used only after the fifth colon ("IAM policy elements: Variables and tags").
tail(text) := concat(":", array.slice(split(text, ":"), 5, count(text)))

head(text) := concat(":", array.slice(split(text, ":"), 0, 5))

# The keys that resource patterns name: their values are part of what a resource is matched as.
resource_keys := {key | some pattern in dynamic_resources; some key in variables.keys(tail(pattern[2]))}

# The resources as the patterns see them: the ARN, and the values of the keys that they name.
resources := {[request.resource, contexts[request.context].names] |
	some request in input.requests
	validation.is_resource(request.resource)
}

# The pattern as a regular expression, with a mark for each variable; undefined where a pattern of that
# type matches nothing.
resource_expression[pattern] := expression if {
	some pattern in resource_patterns
	not pattern in dynamic_resources
	expression := compiled(pattern[0], pattern[2])
}

resource_expression[pattern] := expression if {
	some pattern in dynamic_resources
	expression := compiled(pattern[0], concat(":", [head(pattern[2]), variables.template(tail(pattern[2]))]))
}

compiled(_, "*") := "(?s)^.*$"

compiled(type, text) := concat("", ["(?s", name_flag(text), ")^", expression, "$"]) if {
	text != "*"
	can_match(type, text)
	expression := patterns.resource_like(text, assumptions.chosen["colon-crossing"], tail_is_open(type, text))
}

# Resource control policies reject a short ARN (docs/explanation/how-aws-decides.md#resources).
can_match("rcp", text) if not is_short(text)

can_match(type, text) if {
	type != "rcp"
	not never_short(text)
}

never_short(text) if {
	is_short(text)
	assumptions.chosen["short-arns"] == "never-match"
}

is_short(text) if count(split(text, ":")) < 6

# What replaces the segments that a short ARN leaves out, by policy type (docs/explanation/open-points.md).
tail_is_open(type, text) := type in {"identity", "boundary", "session"} if {
	not type in {"resource", "scp"}
} else := contains(text, "*") if {
	type == "resource"
} else := endswith(text, "*")

name_flag(text) := "i" if {
	assumptions.chosen["user-name-case"] == "insensitive"
	names_user(text)
} else := ""

names_user(text) if regex.match(`^arn:[^:]*:iam::[^:]*:user/`, text)

resource_hits[pattern] := {resource | some resource in resources; regex.match(expression, resource[0])} if {
	some pattern, expression in resource_expression
	not pattern in dynamic_resources
}

resource_hits[pattern] := {resource |
	some resource in resources
	regex.match(variables.filled_pattern(tail(pattern[2]), expression, resource[1]), resource[0])
} if {
	some pattern, expression in resource_expression
	pattern in dynamic_resources
}

statement_resources := [covered_resources(statement) | some statement in policies.statements]

covered_resources(statement) := covered if {
	policies.names_resource(statement)
	hits := union({hit | some pattern in policies.resource_patterns(statement); hit := resource_hits[pattern]})
	covered := covered_actions(policies.has(statement, "NotResource"), hits, resources)
} else := resources

by_resource[resource] := {id | some id, covered in statement_resources; resource in covered} if {
	some resource in resources
}
