package mfa.rules.lib.guards

import data.iam.patterns
import data.iam.variables
import data.mfa.classes

# Whether a Deny on every resource except some leaves an action (in lower case) possible on a resource that it is
# requested on: with NotResource `user/${aws:username}` nobody is kept from the own user.
leaves_possible(statement, action) if {
	has(statement, "NotResource")
	some text in texts_of(statement, "NotResource")
	some template in templates(action)
	not are_apart(parts_of(classes.loose(classes.as_glob(variables.template(text)))), parts_of(classes.as_glob(template)))
}

# The five parts before the end of an ARN, and the end.
parts_of(mask) := array.concat(array.slice(parts, 0, 5), [concat(":", array.slice(parts, 5, count(parts)))]) if {
	parts := split(mask, ":")
	count(parts) > 5
} else := [mask]

# No resource is in both patterns. A short pattern can match any.
are_apart(one, other) if {
	count(one) == count(other)
	some place, part in one
	classes.disjoint(part, other[place])
}

# What an action is requested on, in any account.
templates(action) := {arn |
	parts := split(action, ":")
	service := data.mfa.actions.services[parts[0]]
	some group in service.groups
	regex.match(sprintf(`(?i)(^|\n)%s(\n|$)`, [patterns.quoted(parts[1])]), group.names)
	some number in group.on
	arn := replace(service.arns[number], "{account}", "*")
}
