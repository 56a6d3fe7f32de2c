# METADATA
# title: Inference
# description: >-
#   What policy documents say about themselves where nobody says it: their kind, the account, user and partition that
#   they are about, which statements are guards, and what MFA they require. The package imports only `mfa.flags` and
#   parts of `iam`, so that a program can load it without the rest. The rules of this file answer for many documents.
package mfa.inference

import data.iam.actions as families

kinds := [kind(document) | some document in input.documents]

of_registry := [is_of_registry(document) | some document in input.documents]

guards := [[is_guard(statement) | some statement in statements(document)] | some document in input.documents]

session_tags := [may_tag_sessions(document) | some document in input.documents]

columns := [column(lower(action)) | some action in input.actions]

requirements := [requirement(document) | some document in input.documents]

named_account := account(input.documents)

named_user := user(input.documents)

replacements := partition_replacements(input.documents)

requirement(document) := {
	"requires": requires(document),
	"only_guard": is_only_guard(document),
	"accounts": named_accounts(document),
}

# The column of the posture that an action is in, exempt or not.
column(action) := "identity" if {
	families.is_of("identity", action)
} else := "services"

# The parts of a document that is in any form: what is not an object is not a statement.
statements(document) := [statement |
	some statement in listed(object.get(document, "Statement", []))
	is_object(statement)
] if {
	is_object(document)
} else := []

texts(value) := [text |
	walk(value, [_, text])
	is_string(text)
]

listed(value) := value if {
	is_array(value)
} else := [] if {
	value == null
} else := [value]
