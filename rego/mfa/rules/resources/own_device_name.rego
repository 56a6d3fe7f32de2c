package mfa.rules.resources

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: Users can create an MFA device only under their own user name
# description: >-
#   Since November 2022 users can have up to eight devices with names of their choice, and the console asks for a
#   name. A grant on mfa/${aws:username} allows only the device with the user's name: other names are denied, which
#   stops users who do not know that. The grant also has a benefit: while that device exists, an attacker with the
#   user's key or password cannot add a second device. AWS's policy uses mfa/*. Keep the narrow form if you mean it,
#   and tell your users the name.
# custom:
#   id: own-device-name
#   severity: note
#   remedy: >-
#     Replace the resource of iam:CreateVirtualMFADevice with arn:aws:iam::*:mfa/*, or keep it and document it for
#     your users.
#   sources:
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	subject.principal == "user"
	some statement in lib.own_statements
	grants_device_creation(statement)
	some resource in texts.of_element(statement, "Resource")
	endswith(resource.text, ":mfa/${aws:username}")
	not device_names_are_free
	message := sprintf(
		"iam:CreateVirtualMFADevice is granted on %s only, so users cannot create a device with another name",
		[resource.text],
	)
	found := lib.document_finding(
		"own-device-name", statement.where, resource.path, message,
		{"resource": resource.text},
	)
}

device_names_are_free if {
	some statement in lib.own_statements
	grants_device_creation(statement)
	some resource in texts.of_element(statement, "Resource")
	regex.match(`^(\*|arn:[^:]*:iam::[^:]*:(\*|mfa/\*))$`, resource.text)
}

grants_device_creation(statement) if {
	statement.effect == "Allow"
	guards.has(statement, "Action")
	actions.covered(statement, "iam:createvirtualmfadevice")
}
