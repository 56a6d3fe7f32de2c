package mfa.rules.posture_test

bounded(gaps) := found if {
	findings := data.mfa.rules.findings with input as input_of(exempting([]), {}) with data.mfa.hijack.gaps as gaps
	found := [finding | some finding in findings; finding.rule == "hijack-incomplete"]
}

test_hijack_incomplete_is_found if {
	bounded({"too many names"}) == [{
		"rule": "hijack-incomplete",
		"message": "the hijack search is incomplete: too many names",
		"at": {"policy": "identity[0]", "statement": 0},
		"evidence": {"gap": "too many names"},
	}]
}

test_hijack_incomplete_is_silent_within_the_bounds if bounded(set()) == []
