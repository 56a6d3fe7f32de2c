package mfa.scenarios

import data.iam.policies as documents
import data.mfa.flags
import data.mfa.subject

# Whether a request is denied for another reason than the MFA flag: nothing grants it, or a Deny without a condition on
# MFA applies, as of a guardrail on regions or networks.
is_denied_anyway(answer) if answer.decision == "ImplicitlyDenied"

is_denied_anyway(answer) if {
	answer.decision == "ExplicitlyDenied"
	some where in answer.by
	where.effect == "Deny"
	not [where.policy, where.statement] in mfa_statements
}

# The statements with a condition on an MFA key, or on what looks like one.
mfa_statements := {[statement.where.policy, statement.where.statement] |
	some statement in statements
	some clause in documents.clauses(statement)
	is_about_mfa(clause[1])
}

is_about_mfa(key) if key in flags.lower_keys

is_about_mfa(key) if subject.is_misspelt(key)

statements := found if {
	batch := {"policies": policies} # a local: inside `with` the embedded engine redoes rules
	found := documents.statements with input as batch
}
