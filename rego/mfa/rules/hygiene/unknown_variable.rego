package mfa.rules.hygiene

import data.iam.variables
import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: A policy variable names a key that does not exist
# description: >-
#   A variable whose key no request has is never filled in: a Resource or a value with it matches nothing (or, with a
#   default, only ever the default), so an Allow grants nothing and a Deny stops nobody. Global keys alone are looked
#   up, and tags are not: their names are yours.
# custom:
#   id: unknown-variable
#   severity: warning
#   remedy: >-
#     Write the key as AWS does, for example ${aws:username}; ${*}, ${?} and ${$} are the characters themselves.
#   sources:
#     - "AWS global condition context keys"
#     - "IAM policy elements: Variables and tags"
findings contains found if {
	some one in texts.with_arns
	some expression in variables.expressions(one.text)
	key := variables.parsed(expression).key
	startswith(key, "aws:")
	not is_known_key(key)
	message := sprintf("%s is no global condition key that is known, so ${%s} never has its value", [key, expression])
	found := lib.document_finding("unknown-variable", one.where, one.path, message, {"key": key, "text": one.text})
}

is_known_key(key) if key in data.mfa.catalogue.notes.global_keys

is_known_key(key) if regex.match(`^aws:(principal|resource|request)tag/.`, key)
