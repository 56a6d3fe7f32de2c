package mfa.rules

# METADATA
# title: Calls that services make for an access key are blocked
# description: >-
#   A service that re-uses the credentials of a key (Athena to S3, CloudFormation to EC2) supplies aws:MultiFactorAuthPresent as false.
# custom:
#   id: forwarded-blocked
#   severity: error
#   remedy: >-
#     Add aws:ViaAWSService "false" beside it in the condition of the Deny.
#   sources:
#     - "AWS global condition context keys"
#     - "Forward access sessions"
findings contains cell_finding("forwarded-blocked", found, message_forwarded_blocked(found)) if {
	some found in shortfalls([
		["forwarded-from-api-key", "services", "open"],
	])
}

message_forwarded_blocked(found) := sprintf("%s %s is denied (%s that the grants would allow): %s", [asks(found.witness), "forwarded by a service that an access key called", count_of(found.count), found.witness.reason])
