package mfa.rules.trust

import data.iam.policies
import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: A role can be assumed by users without MFA
# description: >-
#   A user's own MFA policy does not follow into a role: only the trust policy can ask for MFA at the door. This
#   Allow lets in IAM users, or a whole account and so its users, without asking. Services, identity providers
#   and roles are not reported, since they have no MFA to show; nor is a vendor's account that must give an
#   external id.
# custom:
#   id: trust-without-mfa
#   severity: error
#   remedy: >-
#     Add Condition Bool aws:MultiFactorAuthPresent "true"; under a profile that leaves keys alone,
#     BoolIfExists "true".
#   sources:
#     - "Secure API access with MFA"
findings contains found if {
	subject.kind == "trust"
	some statement in lib.own_statements
	actions.covered(statement, "sts:assumerole")
	some principal in let_in_without_mfa(statement)
	message := sprintf("%s may assume the role without MFA", [whom_in_words(principal.text)])
	found := lib.document_finding(
		"trust-without-mfa", statement.where, principal.path, message,
		{"principal": principal.text},
	)
}

# The principals of an Allow that asks for no MFA, and that no guard corrects.
let_in_without_mfa(statement) := [principal |
	statement.effect == "Allow"
	not guards.asks_for_mfa(statement)
	not holds_users_off(statement)
	not denied_to_console_without_mfa(statement)
	some principal in texts.of_principals(statement)
	may_be_user(principal.path, principal.text)
]

# A guard in the same policy that stops what the Allow allows, for everybody or for those that it names.
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

# Conditions that only roles, services or vendors meet.
holds_users_off(statement) if {
	some operator, keys in object.get(statement.value, "Condition", {})
	not contains(operator, "Not")
	not endswith(operator, "IfExists")
	some key, value in keys
	means_others(lower(key), {lower(policies.text(one)) | some one in policies.listed(value)})
}

holds_users_off(statement) if {
	some operator, keys in object.get(statement.value, "Condition", {})
	not contains(operator, "Not")
	some key, value in keys
	lower(key) == "aws:principalarn"
	every one in texts.placed([], value) {
		regex.match(`:(role|assumed-role)/`, one.text)
	}
}

means_others(key, _) if key in {"sts:externalid", "aws:principalservicename"}

means_others("aws:principalisawsservice", values) if values == {"true"}

means_others("aws:principaltype", values) if count(values - {"assumedrole", "federateduser"}) == 0

may_be_user(["Principal", "AWS", _], text) if is_user_or_account(text)

may_be_user(["Principal", "AWS"], text) if is_user_or_account(text)

may_be_user(["Principal"], "*") := true

is_user_or_account(text) if regex.match(`^(\*|[0-9]{12}|arn:[^:]*:iam::.+:(root|user/.*))$`, text)

whom_in_words("*") := "Everybody"

whom_in_words(text) := sprintf("%s", [text]) if contains(text, ":user/")

whom_in_words(text) := sprintf("The users of %s", [text]) if {
	text != "*"
	not contains(text, ":user/")
}
