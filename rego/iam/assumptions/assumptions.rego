# METADATA
# title: Assumptions
# description: >-
#   Where AWS's documentation leaves a point open, the reading is a named option with a default
#   (docs/explanation/open-points.md). A caller sets it in `input.assumptions`.
package iam.assumptions

options := {
	"colon-crossing": {
		"default": "last-in-segment",
		"values": ["last-in-segment", "never", "always"],
		"title": "Whether `*` in the first five segments of a Resource ARN matches across colons",
	},
	"short-arns": {
		"default": "by-policy-type",
		"values": ["by-policy-type", "never-match"],
		"title": "What a Resource ARN with fewer than six segments matches",
	},
	"user-name-case": {
		"default": "sensitive",
		"values": ["sensitive", "insensitive"],
		"title": "Whether the IAM user name in a Resource ARN is case-sensitive",
	},
	"missing-variable-negated": {
		"default": "matches",
		"values": ["matches", "no-match"],
		"title": "What a negated operator does with a value whose policy variable has no value",
	},
	"for-any-value-if-exists": {
		"default": "true",
		"values": ["true", "false"],
		"title": "What ForAnyValue:…IfExists answers for an absent key",
	},
	"get-session-token-deny": {
		"default": "applies",
		"values": ["applies", "ignored"],
		"title": "Whether an explicit Deny stops sts:GetSessionToken",
	},
	"federated-user-parent": {
		"default": "same-name",
		"values": ["same-name", "unknown"],
		"title": "Whether a federated user session's parent is taken to be the IAM user of the same name",
	},
	"service-linked-session": {
		"default": "by-name",
		"values": ["by-name", "by-principal-arn"],
		"title": "Whether a session without aws:PrincipalArn is of a service-linked role if the role's name says so",
	},
	"unstated-resource-policy": {
		"default": "denies",
		"values": ["denies", "agrees"],
		"title": "What a resource policy that is needed but was not given decides",
	},
}

# What is in force: the defaults, and over them what the caller chose.
chosen[name] := object.get(object.get(input, "assumptions", {}), name, option["default"]) if {
	some name, option in options
}
