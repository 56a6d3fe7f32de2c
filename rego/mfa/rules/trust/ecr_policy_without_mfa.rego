package mfa.rules.trust

import data.mfa.classes
import data.mfa.profiles
import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.subject

# METADATA
# title: A repository policy lets users push or pull without MFA
# description: >-
#   A grant in a repository policy needs no grant in the user's own policies, and it requires MFA only if it says so.
#   The profile blocks docker push and pull without MFA.
# custom:
#   id: ecr-policy-without-mfa
#   severity: error
#   remedy: >-
#     Add a Deny with BoolIfExists aws:MultiFactorAuthPresent "false" for users, as in
#     policies/recommended/ecr-repository.json; or add Bool "true" to this Allow.
#   sources:
#     - "Private repository policies"
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains found if {
	subject.kind == "resource"
	profiles.required("ecr-from-api-key", "services") == "blocked"
	some statement in lib.own_statements
	some entry in statement.actions
	pulls_or_pushes(entry.pattern)
	some principal in let_in_without_mfa(statement)
	message := sprintf("%s can call %s without MFA", [callers_in_words(principal.text), entry.written])
	found := lib.document_finding(
		"ecr-policy-without-mfa", statement.where, principal.path, message,
		{"principal": principal.text},
	)
}

pulls_or_pushes(pattern) if {
	startswith(pattern, "ecr:")
	some action in profiles.registry_actions
	actions.means(pattern, lower(action))
}

# In the policy of a repository, not of another service.
pulls_or_pushes("*") if classes.is_of_registry
