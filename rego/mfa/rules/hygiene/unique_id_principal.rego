package mfa.rules.hygiene

import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: A unique id stands where a principal was deleted
# description: >-
#   AWS stores users and roles in a policy by their unique id. Once the principal is deleted the policy shows the
#   id (AIDA… of a user, AROA… of a role): nobody has it any more, a new user of the same name neither.
# custom:
#   id: unique-id-principal
#   severity: warning
#   remedy: >-
#     Write the ARN of the principal that is meant, or delete the entry.
#   sources:
#     - "AWS JSON policy elements: Principal"
findings contains found if {
	some statement in lib.own_statements
	some principal in texts.of_principals(statement)
	regex.match(`^A(IDA|ROA|GPA|NPA|IPA)[A-Z0-9]{12,}$`, principal.text)
	message := sprintf("%s is the unique id of a principal that was deleted; it means nobody", [principal.text])
	found := lib.document_finding(
		"unique-id-principal", statement.where, principal.path, message,
		{"principal": principal.text},
	)
}
