package mfa.requests_test

import data.mfa.requests

place(region, account) := {"region": region, "account": account}

located(context, where) := found if {
	found := requests.located(context, where) with input as {"subject": {"account": "111122223333"}}
}

test_a_request_goes_to_the_region_of_its_resource_or_of_its_service if {
	every expected, request in {
		"eu-north-1": ["ec2:RunInstances", "arn:aws:ec2:eu-north-1:1:instance/i"],
		"us-east-1": ["iam:GetUser", "arn:aws:iam::1:user/a"],
		"us-west-2": ["globalaccelerator:ListAccelerators", "*"],
		"": ["s3:GetObject", "arn:aws:s3:::b/k"],
	} {
		requests.region_of({"action": request[0], "resource": request[1]}) == expected
	}
}

test_the_region_of_the_request_stands_over_any_other if {
	located({"aws:requestedregion": "eu-west-3"}, place("eu-north-1", "2")) == {
		"aws:RequestedRegion": "eu-north-1",
		"aws:ResourceAccount": "2",
	}
}

test_where_a_request_leaves_the_region_open_the_context_says_it_or_the_usual_one_is_taken if {
	located({"aws:RequestedRegion": "eu-west-3"}, place("", "2"))["aws:RequestedRegion"] == "eu-west-3"
	located({}, place("", "2"))["aws:RequestedRegion"] == "eu-west-1"
}

test_a_resource_of_the_own_account_is_in_the_own_organization if {
	own := located({"aws:PrincipalOrgID": "o-1", "aws:ResourceOrgID": "o-2"}, place("", "111122223333"))
	own["aws:ResourceOrgID"] == "o-1"
	not located({"aws:ResourceOrgID": "o-2"}, place("", "111122223333"))["aws:ResourceOrgID"]
}

test_a_resource_of_another_account_may_be_in_another_organization if {
	other := located({"aws:PrincipalOrgID": "o-1", "aws:ResourceOrgID": "o-2"}, place("", "222222222222"))
	other["aws:ResourceOrgID"] == "o-2"
}

test_the_resource_is_not_in_the_organization_of_a_caller_of_another_account if {
	given := {"aws:PrincipalAccount": "222222222222", "aws:PrincipalOrgID": "o-2"}
	not located(given, place("", "111122223333"))["aws:ResourceOrgID"]
	subject := {"account": "111122223333", "context": {"aws:PrincipalOrgID": "o-1"}}
	stated := requests.located(given, place("", "111122223333")) with input as {"subject": subject}
	stated["aws:ResourceOrgID"] == "o-1"
	own := object.union(given, {"aws:PrincipalAccount": "111122223333"})
	located(own, place("", "111122223333"))["aws:ResourceOrgID"] == "o-2"
}
