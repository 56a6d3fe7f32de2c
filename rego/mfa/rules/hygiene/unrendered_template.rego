package mfa.rules.hygiene

import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: A template was not rendered
# description: >-
#   A placeholder is still in the document: a doubled dollar sign that Terraform removes, a parameter of
#   CloudFormation or Terraform, braces of another template language, or a name in angle brackets. IAM reads it as
#   plain text or as a variable without a value, so it matches nothing: an Allow grants nothing, a Deny denies
#   nothing.
# custom:
#   id: unrendered-template
#   severity: error
#   waivable: false
#   remedy: >-
#     Replace the file with the rendered policy, or set the placeholder in the config of the subject.
#   sources:
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	some one in texts.with_arns
	mark := template_mark(one.text)
	message := sprintf("%s contains %s: the template was not rendered", [one.text, mark])
	found := lib.document_finding(
		"unrendered-template", one.where, one.path, message,
		{"text": one.text, "mark": mark},
	)
}

# The first template placeholder in a text. IAM variables have a colon in their names, except ${*}, ${?} and ${$}.
# The rule placeholder-account reports a placeholder in place of an account number.
template_mark(text) := marks[0] if {
	marks := regex.find_n(
		`\$\$\{[^}]*\}|\$\{[A-Za-z]+::[^}]*\}|\$\{[^:}*?$][^:}]*\}|\$\{\}|\{\{[^}]*\}\}|<[^<>:]+>|#\{[^}]*\}`,
		without_placeholder(text),
		1,
	)
	count(marks) > 0
}

without_placeholder(text) := concat(":", array.concat(before, after)) if {
	is_placeholder(account_of(text))
	parts := split(text, ":")
	before := array.slice(parts, 0, 4)
	after := array.slice(parts, 5, count(parts))
} else := text
