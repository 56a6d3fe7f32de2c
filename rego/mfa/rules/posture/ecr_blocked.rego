package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Docker push and pull with an access key are blocked
# description: >-
#   ECR always sets aws:MultiFactorAuthPresent in its registry calls, to "false" when the token came from an access
#   key, so a Deny with Bool matches them.
# custom:
#   id: ecr-blocked
#   severity: error
#   remedy: >-
#     Add ecr:BatchCheckLayerAvailability, BatchGetImage, CompleteLayerUpload, GetDownloadUrlForLayer,
#     InitiateLayerUpload, PutImage and UploadLayerPart to the exemptions of the Deny, or grant them without the
#     condition.
#   sources:
#     - "Logging Amazon ECR actions with AWS CloudTrail"
findings contains found if {
	some shortfall in lib.shortfalls([
		["ecr-from-api-key", "services", "open"],
	])
	message := lib.denied_message("Docker push and pull with an access key are blocked", shortfall)
	found := lib.cell_finding("ecr-blocked", shortfall, message)
}
