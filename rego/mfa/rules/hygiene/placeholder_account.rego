package mfa.rules.hygiene

import data.mfa.catalogue.notes
import data.mfa.rules.lib
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: A placeholder in place of an account number
# description: >-
#   An ARN with `accountid` or a similar placeholder matches nothing, so the statement has no effect. The example
#   accounts of AWS's documentation belong to others or to nobody; they are reported if the config names your own
#   account.
# custom:
#   id: placeholder-account
#   severity: error
#   remedy: >-
#     Replace the placeholder with the account number, or set it in the config of the subject.
#   sources:
#     - "IAM JSON policy elements: Resource"
findings contains found if {
	some one in texts.with_arns
	account := account_of(one.text)
	reason := wrong_account(account)
	message := sprintf("%s has %q where an account number belongs%s", [one.text, account, reason])
	found := lib.document_finding(
		"placeholder-account", one.where, one.path, message,
		{"resource": one.text, "account": account},
	)
}

wrong_account(account) := ", so it matches nothing" if is_placeholder(account)

wrong_account(account) := sprintf(", an example of AWS's documentation; yours is %s", [subject.account]) if {
	account in notes.sample_accounts
	not subject.account in notes.sample_accounts
}

# The account of an ARN, or a principal that is an account.
account_of(text) := split(regex.replace(text, `\$\{[^}]*\}`, "${}"), ":")[4] if startswith(text, "arn:")

account_of(text) := text if regex.match(`^[0-9]{12}$`, text)

# Not an account number, a wildcard or a variable, and not empty.
is_placeholder(account) if {
	not regex.match(`^([0-9]{12})?$`, account)
	not account in {"aws", "cloudfront", "partner"}
	not contains(account, "*")
	not contains(account, "?")
	not contains(account, "${")
}
