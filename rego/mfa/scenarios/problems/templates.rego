package mfa.scenarios.problems

import data.iam.patterns
import data.mfa.catalogue.notes

# Whether an action is requested on a resource, by its templates.
is_requested_on(_, listed, resource) if {
	some template in listed
	is_of(template, resource)
}

# Actions without a type of resource that are requested on a path, such as iam:ListUsers on user/.
is_requested_on(action, _, resource) if {
	path := notes.asked_on_path[lower(action)]
	parts := split(resource, ":")
	parts[0] == "arn"
	parts[2] == split(lower(action), ":")[0]
	startswith(concat(":", array.slice(parts, 5, count(parts))), path)
}

is_of(template, resource) if template == resource

is_of(template, resource) if {
	template != "*"
	regex.match(form_of(template), resource)
}

# A template as a regular expression: every partition has the same resources, a part that varies is not empty, and a
# bucket's name has no slash. `{account}` stands for the subject's account in a scenario too.
form_of(template) := patterns.whole(replace(
	replace(replace(replace(quoted, `\{region\}`, `[a-z0-9-]+`), `\{account\}`, an_account), `\{bucket\}`, `[^/:]+`),
	`\*`, `.+`,
)) if {
	quoted := replace(patterns.quoted(template), "arn:aws:", "arn:aws[a-z-]*:")
}

an_account := `([0-9]{12}|aws|\{account\})`
