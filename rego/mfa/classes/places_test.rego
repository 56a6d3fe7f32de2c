package mfa.classes_test

import data.mfa.classes

accounts(service, resource) := found if {
	statements := [deny({"Action": "*", "Resource": resource, "Condition": without_mfa})]
	found := classes.other_accounts(service) with input as given(statements)
}

test_an_account_that_a_pattern_means_is_tried if {
	accounts("iam", "arn:aws:iam::22223333444?:role/deploy") == {"222233334440"}
	accounts("s3", "arn:aws:iam::222233334444:role/deploy") == set()
}

test_an_account_that_no_pattern_names_is_tried_where_the_own_one_is_named if {
	accounts("iam", "arn:aws:iam::111122223333:role/*") == {"444455556666"}
	accounts("iam", "arn:aws:iam::*:role/*") == set()
}

test_another_account_is_tried_only_where_its_resources_have_policies if {
	accounts("ec2", "arn:aws:ec2:*:111122223333:instance/*") == set()
}

test_a_condition_on_the_owner_distinguishes_another_account if {
	statements := [deny({"Condition": {"StringEquals": {"aws:ResourceAccount": "222233334444"}}})]
	found := classes.other_accounts("s3") with input as given(statements)
	found == {"222233334444", "444455556666"}
}

test_a_region_that_is_not_known_is_tried_where_it_is_spelled_out if {
	statements := [deny({"Resource": "arn:aws:ec2:xx-new-1:*:instance/*"})]
	found := classes.regions with input as given(statements)
	found == {"eu-west-1", "xx-new-1"}
}

test_a_template_of_any_service_is_tried_for_those_that_patterns_name if {
	statements := [deny({"Action": "backup:*", "Resource": "arn:aws:rds:*:*:snapshot:x"})]
	found := classes.services_of("arn:aws:*:{region}:{account}:*:*") with input as given(statements)
	found == {"ec2", "rds"}
}

test_services_of_such_a_template_are_divided_by_patterns if {
	services("arn:aws:r*:*:*:snapshot:x") == {"ec2", "ram"}
	services("arn:aws:ec2:*:*:snapshot/x") == {"ec2", "rds"}
}

services(resource) := found if {
	found := classes.services_of("arn:aws:*:{region}:{account}:*:*") with input as given([deny({"Resource": resource})])
}
