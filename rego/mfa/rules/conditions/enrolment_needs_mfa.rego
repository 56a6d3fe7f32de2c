package mfa.rules.conditions

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.subject

# METADATA
# title: Enrolling a device is granted only after MFA
# description: >-
#   The Allow to create or enable an MFA device requires MFA, which a user without a device cannot use. Require MFA to
#   deactivate a device instead.
# custom:
#   id: enrolment-needs-mfa
#   severity: warning
#   remedy: >-
#     Move iam:CreateVirtualMFADevice and iam:EnableMFADevice to an Allow without the condition.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	subject.principal == "user"
	some statement in guards.allows
	count({"absent", "false"} & statement.holds) == 0
	some entry in statement.actions
	entry.pattern != "*"
	some action in ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
	actions.means(entry.pattern, lower(action))
	not granted_without_mfa(lower(action))
	message := sprintf("%s is granted only after MFA, so users without a device cannot enroll one", [action])
	found := lib.document_finding("enrolment-needs-mfa", statement.where, entry.path, message, {"action": action})
}

granted_without_mfa(action) if {
	some statement in lib.own_statements
	statement.effect == "Allow"
	not guards.has_mfa_condition(statement)
	actions.covered(statement, action)
}

granted_without_mfa(action) if {
	some statement in guards.allows
	count({"absent", "false"} & statement.holds) > 0
	actions.covered(statement, action)
}
