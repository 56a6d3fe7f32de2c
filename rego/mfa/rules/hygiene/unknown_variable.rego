package mfa.rules.hygiene

import data.iam.variables
import data.mfa.keys
import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: A policy variable names an unknown key
# description: >-
#   A variable whose key no request has is never replaced. A Resource or value with it matches nothing (or, with a
#   default, only the default), so an Allow grants nothing and a Deny stops nobody. Only global keys are checked, and
#   tags are not, because you choose their names.
# custom:
#   id: unknown-variable
#   severity: warning
#   remedy: >-
#     Replace the key with one that AWS defines, for example ${aws:username}. ${*}, ${?} and ${$} stand for the
#     characters themselves.
#   sources:
#     - "AWS global condition context keys"
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	some one in texts.with_arns
	some expression in variables.expressions(one.text)
	key := variables.parsed(expression).key
	startswith(key, "aws:")
	not keys.is_global(key)
	message := sprintf("%s is an unknown global condition key, so ${%s} is never replaced", [key, expression])
	found := lib.document_finding("unknown-variable", one.where, one.path, message, {"key": key, "text": one.text})
}
