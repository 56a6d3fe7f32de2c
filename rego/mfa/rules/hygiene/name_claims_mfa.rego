package mfa.rules.hygiene

import data.mfa.rules.lib
import data.mfa.rules.lib.guards
import data.mfa.subject

# METADATA
# title: A policy whose name says that it enforces MFA has no Deny
# description: >-
#   An Allow with a condition on MFA binds only its own grant: what another policy of the user grants works without
#   MFA. Only a Deny, a boundary or an SCP binds every grant.
# custom:
#   id: name-claims-mfa
#   severity: warning
#   remedy: >-
#     Add a Deny for requests without MFA, as in policies/recommended/strict.json; or rename the policy after what it
#     grants.
#   sources:
#     - "Policy evaluation logic"
#     - "AWS global condition context keys"
findings contains found if {
	some claim in mfa_claims
	not has_deny(claim.where.policy)
	message := sprintf(
		"%s says that MFA is enforced, but this policy has no Deny, so other policies grant without MFA",
		[claim.name],
	)
	found := lib.document_finding("name-claims-mfa", claim.where, claim.path, message, {"name": claim.name})
}

# Sids that say so; otherwise the name of the subject, which is the file name if no config names it.
mfa_claims := claims_of_sids if {
	count(claims_of_sids) > 0
} else := [{"name": name, "where": statement.where, "path": statement.path} |
	name := object.get(subject.attributes, "name", "")
	claims_mfa(name)
	statement := [one | some one in guards.allows; one.type == "identity"][0]
]

claims_of_sids := [{"name": sid, "where": statement.where, "path": ["Sid"]} |
	some statement in lib.own_statements
	statement.type == "identity"
	sid := object.get(statement.value, "Sid", "")
	claims_mfa(sid)
]

claims_mfa(name) if {
	regex.match(`(?i)(enforc|force|requir|deny|block|mandat)[^/]*mfa|mfa[^/]*(enforc|force|requir|mandat)`, name)
	not regex.match(`(?i)(don.?t|not)[_ -]?(enforc|force|requir|mandat)|optional`, name)
}

has_deny(policy) if {
	some statement in lib.own_statements
	statement.where.policy == policy
	statement.effect == "Deny"
}
