package mfa.proof_test

import data.mfa.proof

test_every_action_is_counted_once if {
	cells := proof.cells with input as given([deny({"Action": ["iam:*Policy", "*:Delete*"]})])
	mentioned := proof.mentioned with input as given([deny({"Action": ["iam:*Policy", "*:Delete*"]})])
	sum([cell.size | some cell in cells]) == data.mfa.actions.count
	mentioned == {"ecr", "iam", "kms", "sts"}
}

test_an_action_that_is_not_known_stands_beside_the_known if {
	found := samples([deny({"NotAction": ["iam:Get*", "iam:List*", "iam:Made?p", "gone:Action"]})])
	unknown := {sample.action | some sample in found.identity; not sample.known}
	unknown == set()
	cells := proof.cells with input as given([deny({"Action": ["iam:Qq*", "gone:Action", "iam:Made?p"]})])
	names := {ask[0] | some cell in cells; not cell.known; some ask in cell.asks}
	{"iam:unlisted", "iam:madeup", "gone:action", "gone:unlisted"} - names == set()
}

test_a_fresh_name_is_one_that_no_pattern_names if {
	found := proof.fresh_name with input as given([deny({"Action": "iam:*listed"})])
	found == "forthcoming"
}

test_patterns_for_many_services if {
	statements := [deny({"Action": ["*:Describe*", "s3*", "e?2:RunInstances", "*:*"]})]
	anywhere := proof.anywhere with input as given(statements)
	anywhere == {"*:describe*", "s3*", "e?2:runinstances"}
	reach := proof.reach with input as given(statements)
	"s3:GetObject" in reach["s3*"]
	reach["e?2:runinstances"] == {"ec2:RunInstances"}
}

test_actions_that_patterns_for_many_services_name if {
	found := samples([deny({"Action": ["*:Describe*", "s3*"], "Condition": without_mfa})])
	{"s3:GetObject", "ec2:TerminateInstances"} - {sample.action | some sample in found.services} == set()
}

test_own_exempt_actions if {
	cells := proof.samples with input as object.union(given([deny({})]), {"exempt": ["iam:List*"]})
	{sample.action | some sample in cells.exempt} == {"iam:ListUsers"}
}
