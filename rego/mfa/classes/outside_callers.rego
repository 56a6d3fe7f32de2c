package mfa.classes

import data.iam.operators
import data.mfa.keys
import data.mfa.requests
import data.mfa.subject

# A caller in each way in which it is tried. What the config says of the subject's callers (`context`, `tags`) need not
# be so of callers from other accounts: they have their own organization, tags and network.
callers_like(kind, found) := [caller_of(kind, found)] if found[3] == subject.account

callers_like(kind, found) := [tried |
	caller := caller_of(kind, found)
	some change in contexts_of_others
	tried := object.union(caller, {"context": object.union(caller.context, change)})
] if {
	found[3] != subject.account
}

# As the config says, without these keys, with other values, and with each that a condition names.
contexts_of_others := [{}] if {
	count(keys_of_own_callers) == 0
} else := array.concat(
	[
		{},
		{display_key(key): null | some key in keys_of_own_callers},
		{display_key(key): other_value(key) | some key in keys_of_own_callers},
	],
	sort({{display_key(key): named_value(key, value)} |
		some key in keys_of_own_callers
		some clause in clauses_on(key)
		some value in values_for(operators.parsed(clause[0]).family, key, clause)
	}),
)

named_value(key, value) := [value] if {
	keys.has_several_values(key)
} else := value

# The keys that the config states, the policies look at, and callers of other accounts have otherwise.
keys_of_own_callers := {key |
	some key in requests.stated_keys
	key in named_keys
	is_of_own_callers(key)
}

is_of_own_callers(key) if key in requests.network_keys

is_of_own_callers(key) if {
	some beginning in requests.keys_without.anonymous
	startswith(key, beginning)
}

other_value(key) := requests.stranger.address if {
	key in {"aws:sourceip", "aws:vpcsourceip"}
} else := [requests.stranger.organization_path] if {
	keys.has_several_values(key)
} else := requests.stranger.organization
