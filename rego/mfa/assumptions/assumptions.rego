# METADATA
# title: All assumptions
# description: >-
#   The named options of a judgement: those of the evaluation (`data.iam.assumptions`), and those on what a
#   credential brings, which are the variants of `data.mfa.credentials`. A chosen variant stands wherever its
#   credential has it.
package mfa.assumptions

given := object.get(input, "assumptions", {})

# What a chosen value may be, by name.
options := object.union(evaluation, of_credentials)

evaluation := {name: option.values | some name, option in data.iam.assumptions.options}

of_credentials := {name: [value | some value in values] | some name, values in credential_values}

credential_values[name] contains value if {
	some credential in data.mfa.credentials
	some value, brought in credential.variants
	name := brought.assumption
}

# The assumptions for the evaluation.
for_evaluation := {name: value | some name, value in given; evaluation[name]}

# The same where the policy of the other side of a request is not known: it is taken to agree.
for_one_side := object.union({"unstated-resource-policy": "agrees"}, for_evaluation)

# The variant of a credential: the one that was chosen, or its default.
variant(credential) := value if {
	some value, entry in data.mfa.credentials[credential].variants
	given[entry.assumption] == value
} else := data.mfa.credentials[credential]["default"]

# The assumption that a credential's variants are the readings of.
name_of(credential) := name if {
	value := data.mfa.credentials[credential]["default"]
	name := data.mfa.credentials[credential].variants[value].assumption
}
