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
		"identity-center, mfa-role, open-role, other-user, other-user-device, role, saml-provider",
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
	worlds := hijack.worlds with input as granted("*", "strict")
	[world.changed | some world in worlds] == [
		{}, {"device-rule": "off"}, {"first-device": "attacker"}, {"identity-center": "yes"},
		{"open-role": "mfagate-open-role"}, {"saml-provider": "mfagate-saml"},
	]
	worlds[1].facts == object.union(worlds[0].facts, {"device-rule": "off"})
	worlds[0].gives["other-user"] == {"other-user"}
	worlds[1].gives["device-rule"] == {"device-rule-off"}
	not worlds[0].gives["device-rule"]
}

test_what_is_assumed_anyway_makes_no_world if {
	chosen := {"account_facts": {"device-rule": "off", "open-role": "deploy", "saml-provider": "sso"}}
	worlds := hijack.worlds with input as object.union(granted("*", "strict"), chosen)
	[world.changed | some world in worlds] == [
		{}, {"first-device": "attacker"}, {"identity-center": "yes"}, {"open-role": "mfagate-open-role"},
		{"saml-provider": "mfagate-saml"},
	]
}

test_a_role_that_the_policies_name_may_be_the_open_one if {
	worlds := hijack.worlds with input as granted_on("sts:AssumeRole", "arn:aws:iam::123456789012:role/team/deploy")
	{"open-role": "team/deploy"} in {world.changed | some world in worlds}
}

test_a_fact_gives_what_its_value_says if {
	given("first-device", "owner") == {"owner-device"}
	given("first-device", "attacker") == {"device-removed", "device-name-free"}
	given("device-rule", "on") == set()
	given("open-role", "deploy") == {"open-role arn:aws:iam::123456789012:role/deploy"}
	given("open-role", "none") == set()
}

given(name, value) := found if {
	found := hijack.given_by(name, value) with input as {}
}
