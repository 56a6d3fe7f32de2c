package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Docker pulls and pushes work without MFA
# description: >-
#   The registry token of an access key carries no MFA.
# custom:
#   id: ecr-allowed
#   severity: error
#   remedy: >-
#     Have the Deny take in the registry actions too: do not exempt them.
#   sources:
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains found if {
	some shortfall in lib.shortfalls([
		["ecr-from-api-key", "services", "blocked"],
	])
	message := sprintf(
		"%s with a registry token from an access key is allowed (%s that the profile wants %s)",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.required],
	)
	found := lib.cell_finding("ecr-allowed", shortfall, message)
}
