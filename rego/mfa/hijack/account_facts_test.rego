package mfa.hijack_test

import data.mfa.hijack

assumptions := hijack.graph.assumptions

test_the_defaults_are_assumed if {
	chosen := hijack.facts with input as {}
	every name, assumption in assumptions {
		chosen[name] == assumption["default"]
	}
}

test_a_subject_may_say_otherwise_than_all if {
	chosen := hijack.facts with input as {
		"account_facts": {"device-rule": "off", "open-role": "deploy"},
		"subject": {"account_facts": {"open-role": "none"}},
	}
	chosen["device-rule"] == "off"
	chosen["open-role"] == "none"
}

test_an_unknown_fact_is_refused if {
	refused({"roles": "x"}) == {{"where": "/account_facts/roles", "message": concat("", [
		"roles is not a fact about the account; expected one of device-rule, first-device, group, guard-policy, ",
		"mfa-role, open-role, other-user, other-user-device, role",
	])}}
}

test_an_unknown_value_is_refused if {
	refused({"device-rule": "maybe"}) == {{
		"where": "/account_facts/device-rule",
		"message": "maybe is not a value of device-rule; expected on or off",
	}}
	refused({"first-device": true}) == {{
		"where": "/account_facts/first-device",
		"message": "true is not a value of first-device; expected owner or attacker",
	}}
}

test_a_name_must_be_one if {
	every wrong in ["a role", "", 7, "deploy*"] {
		count(refused({"open-role": wrong})) == 1
	}
	refused({"open-role": "a role"}) == {{
		"where": "/account_facts/open-role",
		"message": "a role is not a value of open-role; expected a name",
	}}
	refused({"open-role": "team/deploy"}) == set()
}

refused(facts) := found if {
	found := hijack.fact_problems with input as {"account_facts": facts}
}

test_each_assumption_that_is_shown_both_ways_makes_a_world if {
	worlds := hijack.worlds with input as {}
	[world.changed | some world in worlds] == [
		{}, {"device-rule": "off"}, {"first-device": "attacker"}, {"open-role": "mfagate-open-role"},
	]
	worlds[1].facts == object.union(worlds[0].facts, {"device-rule": "off"})
}

test_what_is_assumed_anyway_makes_no_world if {
	worlds := hijack.worlds with input as {"account_facts": {"device-rule": "off", "open-role": "deploy"}}
	[world.changed | some world in worlds] == [{}, {"first-device": "attacker"}, {"open-role": "mfagate-open-role"}]
}

test_a_fact_gives_what_its_value_says if {
	hijack.given_by("first-device", "owner") == {"owner-device"}
	hijack.given_by("first-device", "attacker") == {"device-removed", "device-name-free"}
	hijack.given_by("device-rule", "on") == set()
	hijack.given_by("open-role", "deploy") == {"open-role"}
	hijack.given_by("open-role", "none") == set()
}

test_names_stand_in_the_resources if {
	chosen := {"account_facts": {"open-role": "team/deploy", "mfa-role": "none", "group": "staff"}}
	names := hijack.names with input as chosen
	names["{open-role}"] == "team/deploy"
	names["{mfa-role}"] == "mfagate-mfa-role"
	not "{device-rule}" in object.keys(names)
	filled := hijack.filled with input as object.union(chosen, {"subject": {"account": "111122223333", "user": "bob"}})
	filled["arn:aws:iam::{account}:role/{open-role}"] == "arn:aws:iam::111122223333:role/team/deploy"
	filled["arn:aws:iam::{account}:group/{group}"] == "arn:aws:iam::111122223333:group/staff"
	filled["arn:aws:iam::{account}:user/{user}"] == "arn:aws:iam::111122223333:user/bob"
	filled["*"] == "*"
}
