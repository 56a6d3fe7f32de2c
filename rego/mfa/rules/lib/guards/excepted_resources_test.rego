package mfa.rules.lib.guards_test

import data.mfa.rules.lib.guards

test_action_is_requested_on_its_templates_in_any_account if {
	guards.templates("iam:createaccesskey") == {"arn:aws:iam::*:user/*"}
	guards.templates("iam:deletevirtualmfadevice") == {"arn:aws:iam::*:mfa/*", "arn:aws:iam::*:sms-mfa/*"}
	guards.templates("iam:nothing") == set()
}

test_deny_on_every_resource_leaves_nothing_possible if {
	not guards.leaves_possible({"value": {"Resource": "*"}}, "iam:createaccesskey")
	not guards.leaves_possible({"value": {"NotResource": "arn:aws:s3:::b"}}, "iam:createaccesskey")
	guards.leaves_possible({"value": {"NotResource": "arn:aws:iam::1:user/x"}}, "iam:createaccesskey")
}
