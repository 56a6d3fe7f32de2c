package mfa.rules.trust

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.callers
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: Users can assume a role without MFA
# description: >-
#   A user's own MFA policy does not apply in a role: only the trust policy can require MFA for it. This Allow lets in
#   IAM users, or a whole account with its users, without MFA. Services, identity providers and roles are not
#   reported, because they carry no MFA; nor is the account of a vendor that must give an external ID.
# custom:
#   id: trust-without-mfa
#   severity: error
#   remedy: >-
#     Add the condition Bool aws:MultiFactorAuthPresent "true"; under a profile that does not require MFA of access
#     keys, BoolIfExists "true".
#   sources:
#     - "Secure API access with MFA"
findings contains found if {
	subject.kind == "trust"
	some statement in lib.own_statements
	actions.covered(statement, "sts:assumerole")
	some principal in let_in_without_mfa(statement)
	message := sprintf("%s can assume the role without MFA", [callers_in_words(principal.text)])
	found := lib.document_finding(
		"trust-without-mfa", statement.where, principal.path, message,
		{"principal": principal.text},
	)
}

# The principals of an Allow that requires no MFA, without a guard that does.
let_in_without_mfa(statement) := [principal |
	statement.effect == "Allow"
	not guards.has_mfa_condition(statement)
	not callers.excludes_users(statement)
	not denied_to_console_without_mfa(statement)
	some principal in texts.of_principals(statement)
	may_be_user(principal.path, principal.text)
]

# A guard in the same policy that denies what the Allow grants, to everybody or to the same principals.
denied_to_console_without_mfa(statement) if {
	some guard in guards.denies
	guard.where.policy == statement.where.policy
	"false" in guard.holds
	stops_callers(guard, statement)
	every entry in statement.actions {
		actions.covered(guard, entry.pattern)
	}
}

stops_callers(guard, _) if "*" in {principal.text | some principal in texts.of_principals(guard)}

stops_callers(guard, statement) if guard.value.Principal == statement.value.Principal

may_be_user(["Principal", "AWS", _], text) if is_user_or_account(text)

may_be_user(["Principal", "AWS"], text) if is_user_or_account(text)

may_be_user(["Principal"], "*") := true

is_user_or_account(text) if regex.match(`^(\*|[0-9]{12}|arn:[^:]*:iam::.+:(root|user/.*))$`, text)

callers_in_words("*") := "Everybody"

callers_in_words(text) := sprintf("%s", [text]) if contains(text, ":user/")

callers_in_words(text) := sprintf("The users of %s", [text]) if {
	text != "*"
	not contains(text, ":user/")
}
