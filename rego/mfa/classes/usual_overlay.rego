package mfa.classes

import data.mfa.requests

# The change under which the least is denied and the most allowed, the MFA keys apart: what the
# subject can do, an attacker can do too.
usual_overlay := as_written(change) if {
	change := all_changes[cheapest(all_effects, all_changes)]
}

# An attacker cannot choose the network: its keys stay.
cheapest(found, tried) := min([[cost(effect), place] |
	some place, effect in found
	count(object.keys(tried[place]) & requests.network_keys) == 0
])[1]

cost(found) := sum([price |
	some caller_effect in found
	price := count(caller_effect[0] & denying_ids) - count(caller_effect[0] - denying_ids)
])

denying_ids := {id | some id, statement in statements; statement.effect == "Deny"}
