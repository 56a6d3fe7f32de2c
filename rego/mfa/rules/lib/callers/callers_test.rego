package mfa.rules.lib.callers_test

import data.mfa.rules.lib.callers

statement_with(condition) := {"value": {"Condition": condition}, "variables": true}

test_a_condition_fails_for_a_caller_without_its_key if {
	callers.fails_for(statement_with({"StringEquals": {"k": "a"}}), {"k"}, {})
	callers.fails_for(statement_with({"StringEquals": {"K": "a"}}), {"k"}, {"k": "b"})
	not callers.fails_for(statement_with({"StringEquals": {"k": "a"}}), {"k"}, {"k": "a"})
	not callers.fails_for(statement_with({"StringEqualsIfExists": {"k": "a"}}), {"k"}, {})
	not callers.fails_for(statement_with({"StringEquals": {"other": "a"}}), {"k"}, {})
}

test_users_are_excluded_where_neither_users_nor_root_users_are_meant if {
	callers.excludes_users(statement_with({"StringEquals": {"aws:PrincipalType": "AssumedRole"}}))
	callers.excludes_users(statement_with({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}))
	not callers.excludes_users(statement_with({"StringEquals": {"aws:PrincipalType": "Account"}}))
	not callers.excludes_users(statement_with({"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/ci", "*"]}}))
	not callers.excludes_users(statement_with({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}))
}

test_a_stranger_chooses_the_name_and_not_the_account if {
	callers.keeps_strangers_out(statement_with({"ArnEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/a/b"}}))
	not callers.keeps_strangers_out(statement_with({"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/a"}}))
	not callers.keeps_strangers_out(statement_with({"StringLike": {"aws:PrincipalArn": "*:user/a"}}))
}
