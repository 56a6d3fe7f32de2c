package mfa.rules.resources

import data.mfa.rules.lib
import data.mfa.rules.lib.texts

# METADATA
# title: An MFA device action is granted on the wrong type of ARN
# description: >-
#   Users create and delete virtual devices as mfa/NAME. They enable, list, resynchronize and deactivate them on their
#   user, user/NAME. An Allow that names only the other type grants nothing.
# custom:
#   id: device-action-on-wrong-arn
#   severity: warning
#   remedy: >-
#     Replace the resources: iam:CreateVirtualMFADevice and iam:DeleteVirtualMFADevice take arn:aws:iam::*:mfa/*, the
#     others take arn:aws:iam::*:user/${aws:username}.
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
	message := sprintf("%s takes %s/…, so a statement limited to %s never grants it", [
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

# Another statement may grant the same action on the right type of ARN.
granted_elsewhere(pattern, asked_on) if {
	some statement in lib.own_statements
	statement.effect == "Allow"
	some entry in statement.actions
	entry.pattern == pattern
	some one in texts.of_element(statement, "Resource")
	regex.match(sprintf(`^(\*|arn:[^:]*:iam::.*:(\*|%s/.*))$`, [asked_on]), one.text)
}
