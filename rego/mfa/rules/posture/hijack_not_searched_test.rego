package mfa.rules.posture_test

unsearched(facts) := found if {
	findings := data.mfa.rules.findings with input as input_of(exempting([]), facts)
	found := [finding | some finding in findings; finding.rule == "hijack-not-searched"]
}

test_hijack_not_searched_is_found if {
	[finding] := unsearched({"device-rule": "maybe"})
	finding.message == concat(" ", [
		"the hijack search cannot run:",
		"maybe is not a value of device-rule; expected on or off",
	])
}

test_hijack_not_searched_is_silent_where_the_facts_are_known if unsearched({"device-rule": "off"}) == []
