package mfa.classes

import data.mfa.requests

# The change under which the least is denied and the most allowed, the MFA keys apart: what the
# subject can do, an attacker can do too. An attacker cannot choose the network: its keys stay.
usual_overlay := as_written(change) if {
	best := min([[cost(found), place] |
		some place, found in effects[conditional_ids]
		count(object.keys(changes[conditional_ids][place]) & requests.network_keys) == 0
	])[1]
	change := changes[conditional_ids][best]
}

cost(found) := sum([price |
	some caller_effect in found
	price := count(caller_effect[0] & denying_ids) - count(caller_effect[0] - denying_ids)
])

denying_ids := {id | some id, statement in statements; statement.effect == "Deny"}
