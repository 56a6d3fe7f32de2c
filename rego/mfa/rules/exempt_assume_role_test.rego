package mfa.rules_test

test_exempt_assume_role_finds_entry if {
	found("exempt-assume-role", identity([guard(array.concat(enrolment, ["sts:AssumeRole"]))])) == {{
		"rule": "exempt-assume-role",
		"message": concat("", [
			"NotAction sts:AssumeRole lets a role be assumed without MFA, ",
			"and no Deny follows into the role",
		]),
		"at": at(0, ["NotAction", 7]),
		"evidence": {"action": "sts:AssumeRole"},
	}}
}

test_exempt_assume_role_finds_service if {
	paths("exempt-assume-role", identity([guard("sts:*")])) == {[0, ["NotAction"]]}
}

test_exempt_assume_role_spares_session_token if {
	found("exempt-assume-role", identity([guard(enrolment)])) == set()
}
