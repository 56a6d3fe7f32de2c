package mfa.rules

# METADATA
# title: Access keys work without MFA, and the profile forbids it
# description: >-
#   aws:MultiFactorAuthPresent is absent for long-term access keys, so a Deny with Bool false does not stop them.
# custom:
#   id: api-key-allowed
#   severity: error
#   remedy: >-
#     Use BoolIfExists instead of Bool in the Deny.
#   sources:
#     - "AWS global condition context keys"
#     - "Secure API access with MFA"
findings contains cell_finding("api-key-allowed", found, message_api_key_allowed(found)) if {
	some found in shortfalls([
		["api-key", "services", "blocked"],
		["api-key", "identity", "blocked"],
	])
}

message_api_key_allowed(found) := sprintf("%s %s is allowed (%s that the profile wants %s)", [asks(found.witness), "with an access key and no MFA", count_of(found.count), found.required])
