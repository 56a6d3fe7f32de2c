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

# A template is one ARN, in which only the region, the account and a bucket have a name.
test_a_template_is_one_arn if {
	odd := [arn |
		some service in data.mfa.actions.services
		some arn in service.arns
		not regex.match(`^(\*|arn:aws:([^ ,{}]|\{(region|account|bucket)\})+)$`, arn)
	]
	odd == []
}

# A recovery point of AWS Backup is a resource of any service.
test_templates_for_every_service_are_asked_where_a_pattern_is_in_a_region if {
	about_backup({"Resource": "arn:aws:rds:*:*:snapshot:x"}) == {"arn:aws:*:{region}:{account}:*:*"}
	about_backup({"Resource": "arn:aws:iam::*:user/x"}) == set()
	about_backup({"Resource": "*"}) == set()
}

about_backup(part) := {ask[1] |
	some cell in found
	cell.service == "backup"
	some ask in cell.asks
} if {
	found := classes.cells_on_named_resources with input as given([deny(object.union({"Action": "*"}, part))])
}
