package mfa.rules.hygiene

import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: A template was not filled in
# description: >-
#   What a tool should have replaced is still there: a doubled dollar sign that Terraform takes off, a parameter
#   of CloudFormation or Terraform, braces of another template language, a name in angle brackets. IAM takes it
#   as plain text or as a variable without a value, so it matches nothing: an Allow grants nothing, a Deny denies
#   nothing.
# custom:
#   id: unrendered-template
#   severity: error
#   waivable: false
#   remedy: >-
#     Judge the rendered policy, or fill the placeholder in the config of the subject.
#   sources:
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	some one in texts.with_arns
	mark := template_mark(one.text)
	message := sprintf("%s has %s in it: a template that was not filled in", [one.text, mark])
	found := lib.document_finding(
		"unrendered-template", one.where, one.path, message,
		{"text": one.text, "mark": mark},
	)
}

# The first thing in a text that looks like a template's. Variables of IAM have a colon in their names, but for ${*},
# ${?} and ${$}. An account that is a placeholder has a rule of its own.
template_mark(text) := marks[0] if {
	marks := regex.find_n(
		`\$\$\{[^}]*\}|\$\{[A-Za-z]+::[^}]*\}|\$\{[^:}*?$][^:}]*\}|\$\{\}|\{\{[^}]*\}\}|<[^<>:]+>|#\{[^}]*\}`,
		without_placeholder(text),
		1,
	)
	count(marks) > 0
}

without_placeholder(text) := concat(":", array.concat(before, behind)) if {
	is_placeholder(account_of(text))
	parts := split(text, ":")
	before := array.slice(parts, 0, 4)
	behind := array.slice(parts, 5, count(parts))
} else := text
