package mfa.classes_test

import data.mfa.classes

# What a user of another account has beside its names, where the config states this and a policy looks at the key.
tried_with(context, condition) := [object.remove(caller.context, ["aws:PrincipalArn", "aws:userid", "aws:username"]) |
	some caller in found
	caller.kind == "user"
] if {
	statement := object.union(granting({"AWS": "222222222222"}), {"Condition": condition})
	stated := object.union(policy_of_resource([statement]).subject, {"user": "alice", "context": context})
	found := classes.callers with input as {"subject": stated}
}

other_account := {"aws:PrincipalAccount": "222222222222"}

in_own_organization := {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}

test_a_caller_of_another_account_may_be_in_any_organization_or_none if {
	tried_with({"aws:PrincipalOrgID": "o-1"}, in_own_organization) == [
		other_account,
		object.union(other_account, {"aws:PrincipalOrgID": null}),
		object.union(other_account, {"aws:PrincipalOrgID": "o-mfagateother"}),
		object.union(other_account, {"aws:PrincipalOrgID": "mfagate-sample"}),
		object.union(other_account, {"aws:PrincipalOrgID": "o-1"}),
	]
	exempt := {"StringNotEquals": {"aws:PrincipalOrgID": "o-partner"}}
	object.union(other_account, {"aws:PrincipalOrgID": "o-partner"}) in tried_with({"aws:PrincipalOrgID": "o-1"}, exempt)
}

test_a_caller_of_another_account_has_a_network_paths_and_tags_of_its_own if {
	context := {"aws:SourceIp": "198.51.100.7", "aws:PrincipalOrgPaths": ["o-1/r-1/"], "aws:PrincipalTag/Team": "x"}
	looked_at := {
		"IpAddress": {"aws:SourceIp": "198.51.100.0/24"},
		"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1/*"},
		"StringEquals": {"aws:PrincipalTag/Team": "x"},
	}
	tried := tried_with(context, looked_at)
	[without, otherwise] := array.slice(tried, 1, 3)
	object.remove(without, ["aws:PrincipalAccount"]) == {
		"aws:SourceIp": null,
		"aws:PrincipalOrgPaths": null,
		"aws:PrincipalTag/Team": null,
	}
	object.remove(otherwise, ["aws:PrincipalAccount"]) == {
		"aws:SourceIp": "203.0.113.66",
		"aws:PrincipalOrgPaths": ["o-mfagateother/r-other/"],
		"aws:PrincipalTag/Team": "o-mfagateother",
	}
	{caller["aws:PrincipalOrgPaths"] | some caller in tried} == {
		null, ["o-mfagateother/r-other/"], ["o-1/mfagate-sample"], ["mfagate-sample"],
	}
}

test_what_nothing_looks_at_or_follows_from_the_resource_is_not_tried_otherwise if {
	tried_with({"aws:PrincipalOrgID": "o-1"}, {"Null": {"aws:PrincipalTag/a": "true"}}) == [other_account]
	tried_with({"aws:ResourceAccount": "111122223333"}, {"StringEquals": {"aws:ResourceAccount": "1"}}) == [other_account]
	tried_with({}, in_own_organization) == [other_account]
}

test_a_caller_of_the_own_account_is_as_the_config_says if {
	statement := object.union(granting({"AWS": other_user("keeper", own_account)}), {"Condition": in_own_organization})
	stated := object.union(policy_of_resource([statement]).subject, {
		"user": "alice",
		"context": {"aws:PrincipalOrgID": "o-1"},
	})
	found := classes.callers with input as {"subject": stated}
	[caller.principal | some caller in found; caller.kind == "user"] == [other_user("keeper", own_account)]
}
