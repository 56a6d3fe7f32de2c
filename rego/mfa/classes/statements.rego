# METADATA
# title: Proof
# description: >-
#   The request space of a subject falls into finitely many classes by the patterns that its documents and
#   the requirements mention: requests that the same statements match on every element are equivalent.
#   One of each class is decided, by the same Rego that decides every request, and so all are.
#   docs/explanation/proof.md says what the classes are, and when they are exact.
package mfa.classes

import data.iam.match
import data.mfa.requests
import data.mfa.subject

# (Named here, as nearly every file of the proof reads them.)
statements := subject.statements

# What a credential brings for some keys, by their lower-case names.
credential_values(entry, keys) := {lower(key): text |
	some key, value in requests.brought(entry, entry["default"])
	lower(key) in keys
	text := requests.filled_value(value)
}

# The Resource patterns, as regular expressions that variables are still to be put into.
expressions := found if {
	batch := {"policies": subject.set, "assumptions": assumed}
	found := match.resource_expression with input as batch
}

assumed := object.get(input, "assumptions", {})

variable_patterns := found if {
	set := subject.set
	found := match.dynamic_resources with input as {"policies": set}
}
