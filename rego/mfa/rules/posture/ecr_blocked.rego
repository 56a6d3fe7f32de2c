package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Docker pulls and pushes with an access key are blocked
# description: >-
#   ECR always supplies aws:MultiFactorAuthPresent to its registry calls, and it is false when the token came
#   from an access key, so Bool does not spare them.
# custom:
#   id: ecr-blocked
#   severity: error
#   remedy: >-
#     Let ecr:BatchCheckLayerAvailability, BatchGetImage, CompleteLayerUpload, GetDownloadUrlForLayer,
#     InitiateLayerUpload, PutImage and UploadLayerPart pass without MFA: exempt them from the Deny, or grant them
#     without the condition.
#   sources:
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains found if {
	some shortfall in lib.shortfalls([
		["ecr-from-api-key", "services", "open"],
	])
	message := sprintf(
		"%s with a registry token from an access key is denied (%s that the grants would allow): %s",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.witness.reason],
	)
	found := lib.cell_finding("ecr-blocked", shortfall, message)
}
