package mfa.rules.lib.callers_test

import data.mfa.rules.lib.callers

limited(condition) := {"value": {"Condition": condition}, "variables": true}

test_a_condition_fails_for_a_caller_without_its_key if {
	callers.fails_for(limited({"StringEquals": {"k": "a"}}), {"k"}, {})
	callers.fails_for(limited({"StringEquals": {"K": "a"}}), {"k"}, {"k": "b"})
	not callers.fails_for(limited({"StringEquals": {"k": "a"}}), {"k"}, {"k": "a"})
	not callers.fails_for(limited({"StringEqualsIfExists": {"k": "a"}}), {"k"}, {})
	not callers.fails_for(limited({"StringEquals": {"other": "a"}}), {"k"}, {})
}

test_users_are_excluded_where_neither_users_nor_root_users_are_meant if {
	callers.excludes_users(limited({"StringEquals": {"aws:PrincipalType": "AssumedRole"}}))
	callers.excludes_users(limited({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}))
	not callers.excludes_users(limited({"StringEquals": {"aws:PrincipalType": "Account"}}))
	not callers.excludes_users(limited({"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/ci", "*"]}}))
	not callers.excludes_users(limited({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}))
}

test_a_stranger_chooses_the_name_and_not_the_account if {
	callers.keeps_strangers_out(limited({"ArnEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/a/b"}}))
	not callers.keeps_strangers_out(limited({"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/a"}}))
	not callers.keeps_strangers_out(limited({"StringLike": {"aws:PrincipalArn": "*:user/a"}}))
}
