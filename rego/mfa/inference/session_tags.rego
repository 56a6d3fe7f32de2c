package mfa.inference

import data.iam.patterns

# Whether a trust policy lets callers pass tags for the session, which stand over those of the role ("Pass session tags
# in AWS STS").
may_tag_sessions(document) if {
	some statement in statements(document)
	not statement.Effect == "Deny"
	names_tagging(statement)
} else := false

names_tagging(statement) if means_tagging(statement.Action)

names_tagging(statement) if {
	"NotAction" in object.keys(statement)
	not means_tagging(statement.NotAction)
}

means_tagging(value) if {
	some pattern in listed(value)
	is_string(pattern)
	regex.match(patterns.whole(patterns.wild(lower(pattern))), "sts:tagsession")
}
