package mfa.rules

# METADATA
# title: A placeholder stands where an account number belongs
# description: >-
#   An ARN with `accountid` or the like in it matches nothing, so the statement is without effect.
# custom:
#   id: placeholder-account
#   severity: error
#   remedy: >-
#     Write the account number, or fill the placeholder in the config of the subject.
#   sources:
#     - "IAM JSON policy elements: Resource"
findings contains {
	"rule": "placeholder-account",
	"message": sprintf("%s has %q where an account number belongs, so it matches nothing", [resource, account]),
	"at": object.union(at(statement.where), {"path": [element, index]}),
	"evidence": {"resource": resource, "account": account},
} if {
	some statement in own_statements
	some element in ["Resource", "NotResource"]
	some index, resource in listed(statement.value[element])
	account := split(resource, ":")[4]
	is_placeholder(account)
}

listed(value) := value if is_array(value)

listed(value) := [value] if is_string(value)

# No account number, no wildcard, no variable, and not left out.
is_placeholder(account) if {
	not regex.match("^([0-9]{12})?$", account)
	not account in {"aws", "cloudfront"}
	not contains(account, "*")
	not contains(account, "?")
	not contains(account, "${")
}
