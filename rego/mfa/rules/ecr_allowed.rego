package mfa.rules

# METADATA
# title: Docker pulls and pushes work without MFA
# description: >-
#   The registry token of an access key carries no MFA.
# custom:
#   id: ecr-allowed
#   severity: error
#   remedy: >-
#     Do not exempt the registry actions from the Deny.
#   sources:
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains cell_finding("ecr-allowed", found, message_ecr_allowed(found)) if {
	some found in shortfalls([
		["ecr-from-api-key", "services", "blocked"],
	])
}

message_ecr_allowed(found) := sprintf("%s %s is allowed (%s that the profile wants %s)", [asks(found.witness), "with a registry token from an access key", count_of(found.count), found.required])
