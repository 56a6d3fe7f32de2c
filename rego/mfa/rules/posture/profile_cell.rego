package mfa.rules.posture

import data.mfa.profiles
import data.mfa.rules.lib

# METADATA
# title: A credential violates the profile
# description: >-
#   Rules with their own texts cover the profiles that ship. A profile of your own may require more, for example that
#   role sessions are blocked; this rule reports what violates it.
# custom:
#   id: profile-cell
#   severity: error
#   remedy: >-
#     Correct the statement that decided, or what the profile requires of this row (`profiles` in the config).
#   sources:
#     - "docs/reference/config.md"
findings contains found if {
	some shortfall in profiles.shortfalls
	not [shortfall.row, shortfall.column, shortfall.required] in reported_elsewhere
	not is_of_a_role(shortfall)
	lead := sprintf("The profile is violated for %s", [lib.row_labels[shortfall.row]])
	message := violation(lead, shortfall)
	found := lib.cell_finding("profile-cell", shortfall, message)
}

violation(lead, shortfall) := lib.denied_message(lead, shortfall) if shortfall.required == "open"

violation(lead, shortfall) := lib.allowed_message(lead, shortfall) if shortfall.required != "open"

# What role-asked-for-mfa reports.
is_of_a_role(shortfall) if {
	profiles.lacks_mfa(shortfall.row)
	shortfall.required == "open"
}

# The cells that other rules report; a test compares this list with theirs.
reported_elsewhere := {
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
