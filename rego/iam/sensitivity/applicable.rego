package iam.sensitivity

import data.iam.match

# The assumptions about matching that the policies and callers give something to decide. Where one has nothing, no
# reading of it can change a match set, and the sets need not be made again to see that.
applicable contains "colon-crossing" if {
	some pattern in named_resources
	some segment in array.slice(split(pattern, ":"), 0, 5)
	regex.match(`[*?]`, segment)
}

applicable contains "short-arns" if {
	some pattern in named_resources
	match.is_short(pattern)
}

applicable contains "user-name-case" if {
	some pattern in named_resources
	match.names_user(pattern)
}

applicable contains "missing-variable-negated" if {
	some clause in match.prepared
	clause.dynamic
}

applicable contains "for-any-value-if-exists" if {
	some clause in match.prepared
	clause.set == "any"
	clause.if_exists
}

applicable contains "federated-user-parent" if {
	some who in match.callers
	who.kind == "federated-user"
}

applicable contains "service-linked-session" if {
	some who in match.callers
	who.kind == "role-session"
	startswith(who.name, "AWSServiceRoleFor")
}

named_resources := {pattern[2] | some pattern in match.resource_patterns; pattern[2] != "*"}
