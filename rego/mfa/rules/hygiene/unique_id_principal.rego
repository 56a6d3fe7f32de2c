package mfa.rules.hygiene

import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: A unique ID in place of a deleted principal
# description: >-
#   AWS stores users and roles in a policy by their unique ID. After the principal is deleted, the policy shows the ID
#   (AIDA… of a user, AROA… of a role). It matches nobody, not even a new user with the same name.
# custom:
#   id: unique-id-principal
#   severity: warning
#   remedy: >-
#     Replace the ID with the ARN of a principal, or delete the entry.
#   sources:
#     - "AWS JSON policy elements: Principal"
findings contains found if {
	some statement in lib.own_statements
	some principal in texts.of_principals(statement)
	regex.match(`^A(IDA|ROA|GPA|NPA|IPA)[A-Z0-9]{12,}$`, principal.text)
	message := sprintf("%s is the unique ID of a deleted principal; it matches nobody", [principal.text])
	found := lib.document_finding(
		"unique-id-principal", statement.where, principal.path, message,
		{"principal": principal.text},
	)
}
