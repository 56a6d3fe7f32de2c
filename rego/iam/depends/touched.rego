package iam.depends

import data.iam.matches

# The assumptions about matching that the policies and callers give something to decide. Where one has nothing, no
# reading of it can change a match set, and the sets need not be made again to see that.
touched contains "colon-crossing" if {
	some pattern in named_resources
	some segment in array.slice(split(pattern, ":"), 0, 5)
	regex.match(`[*?]`, segment)
}

touched contains "short-arns" if {
	some pattern in named_resources
	matches.is_short(pattern)
}

touched contains "user-name-case" if {
	some pattern in named_resources
	matches.names_user(pattern)
}

touched contains "missing-variable-negated" if {
	some clause in matches.prepared
	clause.dynamic
}

touched contains "for-any-value-if-exists" if {
	some clause in matches.prepared
	clause.set == "any"
	clause.if_exists
}

touched contains "federated-user-parent" if {
	some who in matches.callers
	who.kind == "federated-user"
}

touched contains "service-linked-session" if {
	some who in matches.callers
	who.kind == "role-session"
	startswith(who.name, "AWSServiceRoleFor")
}

named_resources := {pattern[2] | some pattern in matches.resource_patterns; pattern[2] != "*"}
