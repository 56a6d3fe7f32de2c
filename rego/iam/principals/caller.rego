# METADATA
# title: Principals
# description: >-
#   Who asks, and whether a Principal element matches the caller (IAM User Guide, "AWS JSON policy elements:
#   Principal" and "…: NotPrincipal").
package iam.principals

import data.iam.patterns

# A caller: what kind it is, its account, its name and the text that Principal elements name it by.
# Undefined for a text that is no principal.
caller("anonymous") := {"kind": "anonymous", "account": null, "name": "anonymous", "arn": "anonymous"}

# A service, or an identity provider that goes by a domain name.
caller(text) := {"kind": "service", "account": null, "name": text, "arn": text} if {
	is_string(text)
	regex.match(`^[^:*?]+\.[^:*?]+$`, text)
}

caller(text) := {
	"kind": kind,
	"account": parts[4],
	"name": name(parts),
	"arn": text,
} if {
	is_string(text)
	startswith(text, "arn:")
	not patterns.has_wildcard(text)
	parts := split(text, ":")
	count(parts) > 5
	kind := kind_of(parts[2], parts[5])
}

# Undefined for an ARN that is no principal.
kind_of("iam", "root") := "root"

kind_of("iam", tail) := "user" if regex.match(`^user/.`, tail)

kind_of("iam", tail) := "role" if regex.match(`^role/.`, tail)

kind_of("iam", tail) := "provider" if regex.match(`^(saml|oidc)-provider/.`, tail)

kind_of("sts", tail) := "role-session" if regex.match(`^assumed-role/[^/]+/.`, tail)

kind_of("sts", tail) := "federated-user" if regex.match(`^federated-user/.`, tail)

# The role's name: unique in its account whatever its path, and all that a session ARN tells of it.
name(parts) := split(parts[5], "/")[1] if {
	parts[2] == "sts"
} else := last(split(concat(":", array.slice(parts, 5, count(parts))), "/"))

last(values) := values[count(values) - 1]

# Service principals and anonymous callers belong to no account.
has_account(who) if who.account != null
