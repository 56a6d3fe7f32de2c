package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Docker push and pull work without MFA
# description: >-
#   The registry token of an access key carries no MFA.
# custom:
#   id: ecr-allowed
#   severity: error
#   remedy: >-
#     Remove the registry actions from the exemptions of the Deny, so that it covers them.
#   sources:
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains found if {
	some shortfall in lib.shortfalls([
		["ecr-from-api-key", "services", "blocked"],
	])
	message := lib.allowed_message("Docker push and pull with an access key work without MFA", shortfall)
	found := lib.cell_finding("ecr-allowed", shortfall, message)
}
