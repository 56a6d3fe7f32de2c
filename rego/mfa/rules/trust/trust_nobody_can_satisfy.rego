package mfa.rules.trust

import data.mfa.posture
import data.mfa.rules.lib
import data.mfa.rules.lib.statements
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: A trust policy requires MFA of callers that never carry it
# description: >-
#   Only users carry MFA. The session of a role, a SAML or OpenID Connect identity provider and an AWS service never do,
#   whoever is behind them. A trust policy that requires MFA of one of them names a principal that can never assume the
#   role.
# custom:
#   id: trust-nobody-can-satisfy
#   severity: error
#   remedy: >-
#     Give this principal a statement of its own that does not require MFA, and require MFA where its people sign in: at
#     the identity provider, or in the trust policy of the role that they assume first. If it is not meant to assume the
#     role, remove it.
#   sources:
#     - "Secure API access with MFA"
#     - "AWS global condition context keys"
findings contains found if {
	subject.kind == "trust"
	some report in posture.principal_reports
	report.without_mfa == "blocked"
	report.with_mfa == "blocked"
	report.if_carried == "allowed"
	some statement in statements.among(report.by)
	some principal in texts.of_principals(statement)
	principal.text == report.principal
	is_under(report.type, principal.path)
	message := sprintf("%s can never assume the role, as it carries no MFA", [report.principal])
	found := lib.document_finding(
		"trust-nobody-can-satisfy", statement.where, principal.path, message,
		{"principal": report.principal},
	)
}

is_under(type, path) if path[1] == type

is_under("AWS", path) if path == ["Principal"]
