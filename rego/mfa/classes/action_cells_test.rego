package mfa.classes_test

import data.mfa.classes

test_every_action_is_counted_once if {
	cells := classes.cells with input as given([deny({"Action": ["iam:*Policy", "*:Delete*"]})])
	mentioned := classes.listed_services with input as given([deny({"Action": ["iam:*Policy", "*:Delete*"]})])
	sum([cell.size | some cell in cells]) == data.mfa.actions.count
	mentioned == {"ecr", "iam", "kms", "sts"}
}

test_actions_that_patterns_for_many_services_name if {
	found := samples([deny({"Action": ["*:Describe*", "s3*"], "Condition": without_mfa})])
	{"s3:GetObject", "ec2:TerminateInstances"} - {sample.action | some sample in found.services} == set()
}
