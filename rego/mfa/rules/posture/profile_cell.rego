package mfa.rules.posture

import data.mfa.profiles
import data.mfa.rules.lib

# METADATA
# title: A credential can do otherwise than the profile wants
# description: >-
#   The profiles that ship are told by rules with words of their own. A profile of yours may require more, such as
#   that role sessions are blocked; what falls short of that is told here.
# custom:
#   id: profile-cell
#   severity: error
#   remedy: >-
#     Mend the statement that decided, or what the profile requires of this row (profiles in the config).
#   sources:
#     - "docs/reference/config.md"
findings contains found if {
	some shortfall in profiles.shortfalls
	not [shortfall.row, shortfall.column, shortfall.required] in told_elsewhere
	not is_of_a_role(shortfall)
	message := sprintf("%s from %s is %s (%s that the profile wants %s)", [
		lib.asks(shortfall.witness),
		lib.in_words[shortfall.row],
		{true: "denied", false: "allowed"}[shortfall.required == "open"],
		lib.count_of(shortfall.count),
		shortfall.required,
	])
	found := lib.cell_finding("profile-cell", shortfall, message)
}

# What role-asked-for-mfa tells.
is_of_a_role(shortfall) if {
	profiles.lacks_mfa(shortfall.row)
	shortfall.required == "open"
}

# The cells that other rules tell; a test holds this list to theirs.
told_elsewhere := {
	["api-key", "identity", "blocked"],
	["api-key", "identity", "guarded"],
	["api-key", "services", "blocked"],
	["api-key", "services", "open"],
	["console-with-mfa", "identity", "open"],
	["console-with-mfa", "services", "open"],
	["console-without-mfa", "identity", "blocked"],
	["console-without-mfa", "services", "blocked"],
	["ecr-from-api-key", "services", "blocked"],
	["ecr-from-api-key", "services", "open"],
	["forwarded-from-api-key", "identity", "blocked"],
	["forwarded-from-api-key", "identity", "guarded"],
	["forwarded-from-api-key", "services", "blocked"],
	["forwarded-from-api-key", "services", "open"],
	["session-with-mfa", "identity", "open"],
	["session-with-mfa", "services", "open"],
	["session-without-mfa", "identity", "blocked"],
	["session-without-mfa", "identity", "guarded"],
	["session-without-mfa", "services", "blocked"],
}
