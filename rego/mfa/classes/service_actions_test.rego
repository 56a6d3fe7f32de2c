package mfa.classes_test

import data.mfa.classes

test_a_fresh_name_is_one_that_no_pattern_names if {
	found := classes.fresh_name with input as given([deny({"Action": "iam:*listed"})])
	found == "forthcoming"
}

test_an_action_that_is_not_known_stands_beside_the_known if {
	found := samples([deny({"NotAction": ["iam:Get*", "iam:List*", "iam:Made?p", "gone:Action"]})])
	unknown := {sample.action | some sample in found.identity; not sample.known}
	unknown == set()
	cells := classes.cells with input as given([deny({"Action": ["iam:Qq*", "gone:Action", "iam:Made?p"]})])
	names := {ask[0] | some cell in cells; not cell.known; some ask in cell.asks}
	{"iam:unlisted", "iam:madeup", "gone:action", "gone:unlisted"} - names == set()
}
