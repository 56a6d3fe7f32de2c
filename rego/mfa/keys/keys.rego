# METADATA
# title: Condition keys
# description: >-
#   The condition keys that a request can have: the global keys (`data.iam.keys`), those of services and identity
#   providers in the frozen catalogue, and the claims of other identity providers. Names are compared without case.
package mfa.keys

import data.iam.patterns
import data.mfa.rules.lib.actions

is_known(key) if {
	is_global(key)
} else if {
	data.mfa.keys.names[lower(key)]
} else if {
	is_claim(key)
} else if {
	some pattern, _ in data.mfa.keys.patterns
	contains(pattern, split(lower(key), ":")[0])
	regex.match(patterns.whole(replace(patterns.wild(pattern), ".*", ".+")), lower(key))
}

# Whether a key is one that all services have; the tags of callers, requests and resources are among them.
is_global(key) if {
	global[lower(key)]
} else if {
	some prefix in data.iam.keys.tags
	startswith(lower(key), prefix)
	lower(key) != prefix
}

# The claims of any identity provider (its host, a path or none, and the claim), and other claims of a provider whose
# claims nobody lists.
is_claim(key) if {
	regex.match(`^[^:/]+\.[^:/]+(/[^:]*)?:(amr|aud|email|oaud|sub)$`, lower(key))
} else if {
	regex.match(`^[^:/]+\.[^:/]+(/[^:]*)?:[^:]+$`, key)
	host := lower(split(key, ":")[0])
	every known, _ in data.mfa.keys.names {
		split(known, ":")[0] != host
	}
}

# Whether AWS documents a key, by its lower-case name, with several values at once.
has_several_values(key) if key in several_global

has_several_values(key) if key in data.mfa.keys.multivalued

has_several_values(key) if {
	some pattern in data.mfa.keys.multivalued
	endswith(pattern, "*")
	startswith(key, trim_suffix(pattern, "*"))
}

several_global := {lower(name) | some group in data.iam.keys.global; group.multivalued; some name in group.names}

global := {lower(name): name | some group in data.iam.keys.global; some name in group.names}

# The most similar key, or "".
closest(key) := best if {
	best := actions.nearest(key, object.union(global, data.mfa.keys.names))
} else := ""
