package iam.actions_test

import data.iam.actions

test_patterns_are_in_lower_case if {
	actions.patterns["kms-key"] == {"kms:*"}
	"ecr:putimage" in actions.patterns.registry
	actions.patterns.identity == {"iam:*", "sts:getfederationtoken"}
}

test_an_action_that_aws_decides_apart_has_its_family if {
	expected := {
		"sts:assumerole": "assume-role",
		"sts:assumerolewithsaml": "assume-role",
		"sts:tagsession": "assume-role",
		"sts:setsourceidentity": "assume-role",
		"sts:setcontext": "assume-role",
		"kms:decrypt": "kms-key",
		"sts:getcalleridentity": "caller-identity",
		"sts:getsessiontoken": "session-token",
	}
	{action: actions.decision_family(action) | some action, _ in expected} == expected
}

test_any_other_action_is_plain if {
	actions.decision_family("s3:getobject") == "plain"
	actions.decision_family("ecr:putimage") == "plain"
	actions.decision_family("iam:createuser") == "plain"
	actions.decision_family("sts:decodeauthorizationmessage") == "plain"
}

test_two_actions_need_no_permission if {
	actions.needs_no_permission == {"sts:getcalleridentity", "sts:getsessiontoken"}
}

test_prefixes_have_no_wildcard if {
	actions.prefixes("assume-role") == {"sts:assumerole", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext"}
}
