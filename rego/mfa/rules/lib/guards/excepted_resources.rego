package mfa.rules.lib.guards

import data.iam.variables
import data.mfa.classes
import data.mfa.rules.lib.actions

# Whether a Deny on every resource except some leaves an action (in lower case) possible on a resource that it is
# requested on: with NotResource `user/${aws:username}` nobody is kept from the own user.
leaves_possible(statement, action) if {
	has(statement, "NotResource")
	some text in texts_of(statement, "NotResource")
	excepted := parts_of(classes.loose(classes.as_glob(variables.template(text))))
	some template in templates(action)
	not classes.has_disjoint_part(excepted, parts_of(classes.as_glob(template)))
}

# The five parts before the end of an ARN, and the end; a pattern with fewer colons as one part, which can match any.
parts_of(mask) := array.concat(array.slice(parts, 0, 5), [concat(":", array.slice(parts, 5, count(parts)))]) if {
	parts := split(mask, ":")
	count(parts) > 5
} else := [mask]

# What an action is requested on, in any account.
templates(action) := {replace(arn, "{account}", "*") | some arn in actions.templates(action)}
