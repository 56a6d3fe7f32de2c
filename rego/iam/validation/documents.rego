# METADATA
# title: Problems
# description: >-
#   What cannot be judged is refused with its place, never guessed: a document that IAM would not
#   accept in a form that changes its meaning, an operator that does not exist, a request that lacks
#   a part. Saving rules that do not change the meaning are the structure check's, not ours.
package iam.validation

import data.iam.assumptions
import data.iam.policies

policy_types := {"identity", "resource", "boundary", "session", "scp", "rcp"}

# What is wrong with the policies as a whole: first match, in the order of the input.
policies_problems contains problem("/policies", "policies must be an object with the policy types as keys") if {
	not is_object(object.get(input, "policies", null))
}

policies_problems contains problem(
	sprintf("/policies/%s", [escaped(name)]),
	sprintf("%s is not a policy type; expected one of %s", [name, concat(", ", sort(policy_types))]),
) if {
	is_object(input.policies)
	some name, _ in input.policies
	not name in policy_types
}

policies_problems contains problem(
	sprintf("/policies/%s", [type]),
	sprintf("%s must be an array of documents or null", [type]),
) if {
	some type in {"identity", "boundary", "session"}
	not is_array(policies.layer(type))
}

policies_problems contains problem(
	sprintf("/policies/%s", [type]),
	sprintf("%s must be an array of levels, each an array of documents, or null", [type]),
) if {
	some type in {"scp", "rcp"}
	not is_leveled(policies.layer(type))
}

policies_problems contains found if {
	some name, value in object.get(input, "assumptions", {})
	not value in object.get(assumptions.options, [name, "values"], [])
	found := problem(sprintf("/assumptions/%s", [name]), assumption_message(name, value))
}

is_leveled(value) if {
	is_array(value)
	every level in value {
		is_array(level)
	}
}

assumption_message(name, value) := message if {
	known := assumptions.options[name].values
	message := sprintf("%v is not a value of the assumption %s; expected one of %s", [value, name, concat(", ", known)])
} else := sprintf("%s is not an assumption; expected one of %s", [
	name,
	concat(", ", sort(object.keys(assumptions.options))),
])

# A document and its statements. The shapes above are checked first, since the rest reads by them.
is_well_formed if count(policies_problems) == 0

document_problems contains problem(document.pointer, "a policy document must be an object") if {
	is_well_formed
	some document in policies.documents
	not is_object(document.value)
}

document_problems contains problem(
	sprintf("%s/Version", [document.pointer]),
	"Version must be \"2012-10-17\" or \"2008-10-17\"",
) if {
	is_well_formed
	some document in policies.documents
	is_object(document.value)
	not object.get(document.value, "Version", "2012-10-17") in {"2012-10-17", "2008-10-17"}
}

document_problems contains problem(document.pointer, "Syntax errors in policy: the document has no Statement") if {
	is_well_formed
	some document in policies.documents
	is_object(document.value)
	not has_statements(document.value)
}

document_problems contains problem(
	sprintf("%s/%s", [document.pointer, escaped(name)]),
	unknown_element(name, document_elements),
) if {
	is_well_formed
	some document in policies.documents
	is_object(document.value)
	some name, _ in document.value
	not name in document_elements
}

document_problems contains found if {
	is_well_formed
	some document in policies.documents
	has_statements(document.value)
	some raw in policies.raw_statements(document)
	some found in statement_problems(document.type, raw)
}

# IAM saves a `Conditions` beside the statements, which means nothing
# (docs/explanation/how-aws-decides.md#policy-documents).
document_elements := {"Version", "Id", "Statement", "Conditions"}

has_statements(value) if is_object(value.Statement)

has_statements(value) if {
	is_array(value.Statement)
	count(value.Statement) > 0
}

problem(where, message) := {"where": where, "message": message}

problems := policies_problems | document_problems
