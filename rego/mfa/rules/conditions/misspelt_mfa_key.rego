package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.subject

# METADATA
# title: A misspelled MFA condition key
# description: >-
#   The MFA keys are aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge, in any case. Another name is absent from
#   every request. With Bool the condition never matches and the statement has no effect; with BoolIfExists it always
#   matches, and a Deny stops everybody.
# custom:
#   id: misspelt-mfa-key
#   severity: error
#   remedy: >-
#     Replace the key with aws:MultiFactorAuthPresent or aws:MultiFactorAuthAge.
#   sources:
#     - "AWS global condition context keys"
findings contains found if {
	some statement in lib.own_statements
	some operator, keys in object.get(statement.value, "Condition", {})
	some key, _ in keys
	subject.is_misspelt(key)
	message := sprintf(
		"%s is not a condition key; the MFA keys are aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge",
		[key],
	)
	found := lib.document_finding("misspelt-mfa-key", statement.where, ["Condition", operator, key], message, {"key": key})
}
