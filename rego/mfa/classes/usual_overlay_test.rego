package mfa.classes_test

import data.mfa.classes

usual(condition) := found if {
	found := classes.usual_overlay with input as given([deny({"Condition": condition})])
}

test_the_usual_context_is_the_one_in_which_the_least_is_denied if {
	usual({"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}) == {"aws:PrincipalOrgID": "o-1"}
	usual({"StringEquals": {"aws:RequestTag/x": "a"}}) == {}
	usual(without_mfa) == {}
}

test_where_an_attacker_asks_from_is_not_his_to_choose if {
	usual({
		"StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-1"},
		"StringNotEquals": {"s3:prefix": "a"},
	}) == {"s3:prefix": "a"}
	usual({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}) == {}
}
