package mfa.rules.posture

import data.mfa.rules.lib

# METADATA
# title: Calls that services make for an access key are blocked
# description: >-
#   A service that re-uses the credentials of a key (Athena to S3, CloudFormation to EC2) supplies
#   aws:MultiFactorAuthPresent as false.
# custom:
#   id: forwarded-blocked
#   severity: error
#   remedy: >-
#     Spare what a service does for the caller: aws:ViaAWSService "false" beside the flag in the condition of a
#     Deny.
#   sources:
#     - "AWS global condition context keys"
#     - "Forward access sessions"
findings contains found if {
	some shortfall in lib.shortfalls([
		["forwarded-from-api-key", "services", "open"],
	])
	message := sprintf(
		"%s forwarded by a service that an access key called is denied (%s that the grants would allow): %s",
		[lib.asks(shortfall.witness), lib.count_of(shortfall.count), shortfall.witness.reason],
	)
	found := lib.cell_finding("forwarded-blocked", shortfall, message)
}
