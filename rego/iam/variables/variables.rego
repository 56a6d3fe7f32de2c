# METADATA
# title: Policy variables
# description: >-
#   `${key}`, `${key, 'default'}` and the literal `${*}`, `${?}`, `${$}` (IAM User Guide, "IAM policy
#   elements: Variables and tags"). A text is taken apart once into its variables and a template with
#   a private mark in the place of each; putting the values in is all that a context costs.
package iam.variables

import data.iam.patterns

# What stands for a variable in a template: a character that no policy may hold.
mark := "\uE000"

expressions(text) := [match[1] | some match in regex.find_all_string_submatch_n(`\$\{([^}]*)\}`, text, -1)]

occurs_in(text) if regex.match(`\$\{[^}]*\}`, text)

# The text with a mark for each variable.
template(text) := regex.replace(text, `\$\{[^}]*\}`, mark)

# A variable: the key that it names (lower case), its default, or the character that it stands for.
parsed(expression) := {"literal": expression} if {
	expression in {"*", "?", "$"}
} else := {"key": lower(found[0][1]), "default": found[0][2]} if {
	found := regex.find_all_string_submatch_n(`^([^,' ][^,']*), '([^']*)'$`, expression, 1)
	count(found) == 1
} else := {"key": lower(expression)} if {
	regex.match(`^[^,' ]([^,']*[^,' ])?$`, expression)
} else := {"malformed": expression}

# The keys that a text's variables name.
keys(text) := {key |
	some expression in expressions(text)
	key := parsed(expression).key
}

# What a variable stands for in a context (lower-case keys); undefined when nothing does.
value(variable, _) := variable.literal

value(variable, context) := single(context[variable.key])

value(variable, context) := variable["default"] if not is_given(variable.key, context)

is_given(key, context) if single(context[key])

# Only single-valued keys can be used as variables.
single(given) := given if is_string(given)

single(given) := given[0] if {
	is_array(given)
	count(given) == 1
}

# What the variables of a text stand for, in order; undefined when one of them has no value.
fillings(text, context) := [value(parsed(expression), context) | some expression in names] if {
	names := expressions(text)
	every expression in names {
		value(parsed(expression), context)
	}
}

# The text with its variables filled in; undefined when one has no value.
filled(text, context) := between(split(template(text), mark), fillings(text, context))

# A regular expression made from `template(text)` with its variables filled in, as literal text:
# a `*` in a value is no wildcard.
filled_pattern(text, expression, context) := between(
	split(expression, mark),
	[patterns.quoted(filling) | some filling in fillings(text, context)],
)

between(literals, values) := concat("", [piece |
	some index, literal in literals
	some piece in [literal, array.concat(values, [""])[index]]
]) if {
	count(literals) == count(values) + 1
}
