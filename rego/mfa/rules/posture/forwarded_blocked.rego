package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Calls of AWS services on a key's behalf are blocked
# description: >-
#   A service that reuses the credentials of an access key (Athena to S3, CloudFormation to EC2) sets
#   aws:MultiFactorAuthPresent to "false".
# custom:
#   id: forwarded-blocked
#   severity: error
#   remedy: >-
#     Add "aws:ViaAWSService": "false" to the Bool of the Deny, so that calls that AWS services make on the user's
#     behalf pass.
#   sources:
#     - "AWS global condition context keys"
#     - "Forward access sessions"
findings contains found if {
	some shortfall in lib.shortfalls([
		["forwarded-from-api-key", "services", "open"],
	])
	message := lib.denied_message("Calls of AWS services on a key's behalf are blocked", shortfall)
	found := lib.cell_finding("forwarded-blocked", shortfall, message)
}
