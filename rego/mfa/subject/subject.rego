# METADATA
# title: The subject
# description: >-
#   What is really attached to a principal, and what is assumed beside it. A guard grants nothing, so a
#   document that only denies is judged beside an `Allow * on *`; which it was is part of every report.
package mfa.subject

import data.iam.policies
import data.mfa.flags
import data.mfa.inference

attributes := object.get(input, "subject", {})

kind := object.get(attributes, "kind", "identity")

account := object.get(attributes, "account", "123456789012")

user := object.get(attributes, "user", "alice")

# Whether the user is but a sample, as nobody said whose the policies are.
default is_any_user := false

is_any_user if not attributes.user

is_any_user if attributes.sample_user

profile := object.get(attributes, "profile", "console-only")

# Whose the policies are: a user's, or a role's, which nobody signs in to and no key belongs to.
principal := object.get(attributes, "principal", "user")

# Whether a user can sign in to the console: unless it is said that there is no password.
default has_password := true

has_password := false if attributes.login_profile == false

# Whether the subject's user can have such a credential.
can_have(_) if has_password

can_have(credential) if object.get(credential, "needs", "") != "password"

# Whether a key looks like one of them and is none: no request has it.
is_misspelt(key) if {
	regex.match(`^([a-z]+:)?(multi-?factor.*|mfa(auth|present|age|authenticated|enabled).*)$`, lower(key))
	not lower(key) in flags.lower_keys
}

default assume := "nothing"

# "allow-all" for a document with a Deny that an MFA key guards, and for trust policies and RCPs, which say nothing
# by themselves: what the callers' own policies allow is not ours to judge; otherwise "nothing".
assume := chosen if {
	chosen := attributes.assume
	chosen in {"allow-all", "nothing"}
} else := "allow-all" if {
	kind in {"trust", "rcp"}
} else := "allow-all" if {
	some document in own_documents
	some statement in policies.listed(document.Statement)
	inference.is_guard(statement)
} else := "allow-all" if {
	kind == "resource"
	some statement in policies.listed(attributes.policies.resource.Statement)
	inference.is_guard(statement)
}

own_documents := array.concat(
	[document |
		some type in ["identity", "boundary", "session"]
		some document in listed(type)
	],
	[document |
		some type in ["scp", "rcp"]
		some level in listed(type)
		some document in level
	],
)

listed(type) := value if {
	value := attributes.policies[type]
	value != null
} else := []

allow_all := {"Version": "2012-10-17", "Statement": [{
	"Sid": "AssumedAllowAll",
	"Effect": "Allow",
	"Action": "*",
	"Resource": "*",
}]}

# The policies that are asked about.
set := object.union(attributes.policies, assumed)

# The policies that are asked about a caller of another account: what that account attaches is not ours to judge.
set_for_outsiders := {
	"identity": [allow_all],
	"resource": object.get(attributes.policies, "resource", null),
	"rcp": object.get(attributes.policies, "rcp", null),
}

assumed := {} if {
	assume == "nothing"
} else := object.union_n([
	{"identity": array.concat(listed("identity"), [allow_all])},
	{"scp": [array.concat(level, [allow_all]) | some level in listed("scp")]},
])
