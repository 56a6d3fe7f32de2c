package mfa.rules.trust

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.callers
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: A role lets in everybody who uses MFA
# description: >-
#   The principal of this trust policy is everybody, and nothing but MFA stands between them and the role. MFA uses a
#   device of the caller's own user, so anybody with an AWS account can create a user and a device there, with the
#   name and tags that a condition asks for, and assume the role.
# custom:
#   id: trust-anybody
#   severity: error
#   remedy: >-
#     Replace the principal with the accounts, users or roles that may assume the role, or add a condition on
#     aws:PrincipalOrgID or aws:PrincipalAccount.
#   sources:
#     - "Secure API access with MFA"
#     - "AWS JSON policy elements: Principal"
findings contains found if {
	subject.kind == "trust"
	some statement in lib.own_statements
	statement.effect == "Allow"
	actions.covered(statement, "sts:assumerole")
	guards.has_mfa_condition(statement)
	not callers.keeps_strangers_out(statement)
	some principal in texts.of_principals(statement)
	principal.text == "*"
	found := lib.document_finding("trust-anybody", statement.where, principal.path, of_anybody, {})
}

of_anybody := "everybody, in any account, can assume the role with an MFA device of their own user"
