package mfa.hijack_test

import data.mfa.hijack

test_less_of_a_change_is_another_with_the_same_values if {
	hijack.is_less({"a": "1"}, {"a": "1", "b": "2"})
	hijack.is_less({}, {"a": "1"})
	not hijack.is_less({"a": "1"}, {"a": "1"})
	not hijack.is_less({"a": "2"}, {"a": "1", "b": "2"})
}

test_a_reading_is_a_change_and_what_is_assumed_anyway_is_none if {
	hijack.reading_changed({"name": "role-session-flag", "value": "absent"}) == {"role-session-flag": "absent"}
	hijack.reading_changed(hijack.no_reading) == {}
}

test_facts_are_named_where_the_trail_rests_on_what_they_give if {
	world := {"gives": {"first-device": {"no-device"}, "other-user": {"other"}}, "facts": {"first-device": "attacker"}}
	hijack.facts_used({"no-device", "api-key"}, world) == {"first-device": "attacker"}
	hijack.facts_used({"api-key"}, world) == {}
}

test_what_the_profile_opens_is_given if {
	profiles := {"own": {"rows": {"api-key": {"services": "guarded", "identity": "open"}}}}
	subject := object.union(unguarded_iam, {"subject": {"profile": "own"}})
	hijack.given_by_profile("services", "api-key") with input as subject with data.mfa.profiles.by_name as profiles
	hijack.given_by_profile("identity", "api-key") with input as subject with data.mfa.profiles.by_name as profiles
	not hijack.given_by_profile("lasting", "api-key") with input as subject with data.mfa.profiles.by_name as profiles
}

test_identity_that_the_profile_only_guards_is_not_given if {
	profiles := {"own": {"rows": {"api-key": {"services": "blocked", "identity": "guarded"}}}}
	subject := object.union(unguarded_iam, {"subject": {"profile": "own"}})
	not hijack.given_by_profile("services", "api-key") with input as subject with data.mfa.profiles.by_name as profiles
	not hijack.given_by_profile("identity", "api-key") with input as subject with data.mfa.profiles.by_name as profiles
}

test_what_less_of_a_change_brings_is_known if {
	one := {"from": "a", "rank": 1, "changed": {"first-device": "attacker"}}
	both := {"from": "a", "rank": 2, "changed": {"first-device": "attacker", "device-rule": "off"}}
	hijack.is_known(both) with hijack.paths as [] with hijack.further_routes as [[one], [both]]
	not is_known_among([one, both], one)
	not is_known_among([object.union(one, {"from": "b"}), both], both)
	not is_known_among([object.union(one, {"rank": 3}), both], both)
}

is_known_among(routes, route) if {
	hijack.is_known(route) with hijack.paths as [] with hijack.further_routes as [[one] | some one in routes]
}

test_a_start_that_reaches_the_worst_leads_no_further if {
	hijack.may_lead_further({"id": "stolen-api-key", "row": "api-key"}) with input as self_manage
	not hijack.may_lead_further({"id": "stolen-api-key", "row": "api-key"}) with input as unguarded_iam
}

test_a_search_has_five_levels_from_each_start if {
	count(hijack.usual_levels) == 5 with input as unguarded_iam
	hijack.usual_levels[0].nodes[0].id[2] == hijack.root_state with input as unguarded_iam
}

test_where_no_chance_is_otherwise_nothing_more_is_searched if {
	hijack.world_levels == [] with input as unguarded_iam with hijack.world_chances as []
	hijack.reading_levels == [] with input as unguarded_iam with hijack.reading_chances as []
	count(hijack.world_levels) == 5 with input as self_manage
}
