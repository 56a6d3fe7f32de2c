package mfa.rules.resources

import data.mfa.rules.lib
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.guards
import data.mfa.rules.lib.texts
import data.mfa.subject

# METADATA
# title: A user may create an MFA device under his own name only
# description: >-
#   Since November 2022 a user has up to eight devices with names of his choice, and the console asks for a name.
#   A grant on mfa/${aws:username} lets him create the one that is called as he is: another name is denied, which
#   stops users who do not know it. It has a use too: while that device exists, a thief of the user's key or
#   password cannot add a second one of his own. AWS's policy takes mfa/*; keep the narrow form if you mean it,
#   and tell your users the name.
# custom:
#   id: own-device-name
#   severity: note
#   remedy: >-
#     Grant iam:CreateVirtualMFADevice on arn:aws:iam::*:mfa/*, or leave it and say so to your users.
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
		"iam:CreateVirtualMFADevice is granted on %s only, so a device of another name cannot be created",
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
