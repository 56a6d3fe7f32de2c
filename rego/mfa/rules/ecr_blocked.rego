package mfa.rules

# METADATA
# title: Docker pulls and pushes with an access key are blocked
# description: >-
#   ECR always supplies aws:MultiFactorAuthPresent to its registry calls, and it is false when the token came from an access key, so Bool does not spare them.
# custom:
#   id: ecr-blocked
#   severity: error
#   remedy: >-
#     Add the seven registry actions to NotAction of the Deny.
#   sources:
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains cell_finding("ecr-blocked", found, message_ecr_blocked(found)) if {
	some found in shortfalls([
		["ecr-from-api-key", "services", "open"],
	])
}

message_ecr_blocked(found) := sprintf("%s %s is denied (%s that the grants would allow): %s", [asks(found.witness), "with a registry token from an access key", count_of(found.count), found.witness.reason])
