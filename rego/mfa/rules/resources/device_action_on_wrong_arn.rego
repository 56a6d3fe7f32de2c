package mfa.rules.resources

import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: An action on MFA devices is granted on an ARN that it is never asked for on
# description: >-
#   Virtual devices are created and deleted as mfa/NAME; they are enabled, listed, set right and deactivated on the
#   user that they belong to, user/NAME. An Allow that names only the other kind grants nothing, and users cannot
#   enrol.
# custom:
#   id: device-action-on-wrong-arn
#   severity: warning
#   remedy: >-
#     Grant iam:CreateVirtualMFADevice and iam:DeleteVirtualMFADevice on arn:aws:iam::*:mfa/*, and the others on
#     arn:aws:iam::*:user/${aws:username}.
#   sources:
#     - "Service Authorization Reference: IAM"
#     - "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page"
findings contains found if {
	some statement in lib.own_statements
	statement.effect == "Allow"
	some entry in statement.actions
	asked_on := asked_for_devices_on[entry.pattern]
	resources := [one.text | some one in texts.of_element(statement, "Resource")]
	count(resources) > 0
	every resource in resources {
		regex.match(`^arn:[^:]*:iam::.*:(mfa|user)/`, resource)
		not contains(resource, sprintf(":%s/", [asked_on]))
	}
	not granted_elsewhere(entry.pattern, asked_on)
	message := sprintf("%s is asked for on %s/…, which %s does not mean, so it is never granted here", [
		entry.written,
		asked_on,
		concat(" or ", resources),
	])
	found := lib.document_finding(
		"device-action-on-wrong-arn", statement.where, entry.path, message,
		{"action": entry.written, "resources": resources},
	)
}

asked_for_devices_on := {
	"iam:createvirtualmfadevice": "mfa",
	"iam:deletevirtualmfadevice": "mfa",
	"iam:deactivatemfadevice": "user",
	"iam:enablemfadevice": "user",
	"iam:getmfadevice": "user",
	"iam:listmfadevices": "user",
	"iam:resyncmfadevice": "user",
}

# Two statements of the same actions, one for each kind, are the same as one for both.
granted_elsewhere(pattern, asked_on) if {
	some statement in lib.own_statements
	statement.effect == "Allow"
	some entry in statement.actions
	entry.pattern == pattern
	some one in texts.of_element(statement, "Resource")
	regex.match(sprintf(`^(\*|arn:[^:]*:iam::.*:(\*|%s/.*))$`, [asked_on]), one.text)
}
