package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.subject

# METADATA
# title: A condition key looks like an MFA key and is none
# description: >-
#   The keys are aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge, in any case. Another name is absent from
#   every request: with Bool the condition never holds, and the statement is without effect; with BoolIfExists it
#   always holds, and a Deny stops everybody.
# custom:
#   id: misspelt-mfa-key
#   severity: error
#   remedy: >-
#     Write aws:MultiFactorAuthPresent or aws:MultiFactorAuthAge.
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some statement in lib.own_statements
	some operator, keys in object.get(statement.value, "Condition", {})
	some key, _ in keys
	subject.is_misspelt(key)
	message := sprintf(
		"%s is no condition key; the MFA keys are aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge",
		[key],
	)
	found := lib.document_finding("misspelt-mfa-key", statement.where, ["Condition", operator, key], message, {"key": key})
}
