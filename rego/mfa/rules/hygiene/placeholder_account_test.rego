package mfa.rules.hygiene_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/placeholder-account.md.
examples contains {
	"rule": "placeholder-account",
	"avoid": {
		"Effect": "Allow",
		"Action": "iam:GetUser",
		"Resource": "arn:aws:iam::ACCOUNT-ID:user/bob",
	},
	"prefer": {
		"Effect": "Allow",
		"Action": "iam:GetUser",
		"Resource": "arn:aws:iam::305551234567:user/bob",
	},
}

granting(resource_) := {"Effect": "Allow", "Action": "iam:GetUser", "Resource": resource_}

test_placeholder_account_finds_word if {
	testing.reports("placeholder-account", testing.identity([granting("arn:aws:iam::accountid:user/bob")]), {{
		"rule": "placeholder-account",
		"message": concat("", [
			"arn:aws:iam::accountid:user/bob has \"accountid\" where an account number belongs, ",
			"so it matches nothing",
		]),
		"at": testing.at(0, ["Resource"]),
		"evidence": {"resource": "arn:aws:iam::accountid:user/bob", "account": "accountid"},
	}})
}

test_placeholder_account_finds_others_where_they_stand if {
	testing.reports(
		"placeholder-account", testing.identity([
			granting(["*", "arn:aws:iam::ACCOUNT-ID:user/bob", "arn:aws:iam::<AWS Account>:user/bob"]),
			{
				"Effect": "Allow",
				"Action": "s3:*",
				"NotResource": "arn:aws:iam::YOUR_ACCOUNT:user/bob",
				"Condition": {"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::xxxxxxxxxxxx:role/ops"]}},
			},
		]),
		{
			{
				"rule": "placeholder-account",
				"message": concat("", [
					"arn:aws:iam::xxxxxxxxxxxx:role/ops has \"xxxxxxxxxxxx\" where an account number belongs, so ",
					"it matches nothing",
				]),
				"at": testing.at(1, ["Condition", "ArnLike", "aws:PrincipalArn", 0]),
				"evidence": {"account": "xxxxxxxxxxxx", "resource": "arn:aws:iam::xxxxxxxxxxxx:role/ops"},
			},
			{
				"rule": "placeholder-account",
				"message": concat("", [
					"arn:aws:iam::YOUR_ACCOUNT:user/bob has \"YOUR_ACCOUNT\" where an account number belongs, so ",
					"it matches nothing",
				]),
				"at": testing.at(1, ["NotResource"]),
				"evidence": {"account": "YOUR_ACCOUNT", "resource": "arn:aws:iam::YOUR_ACCOUNT:user/bob"},
			},
			{
				"rule": "placeholder-account",
				"message": concat("", [
					"arn:aws:iam::ACCOUNT-ID:user/bob has \"ACCOUNT-ID\" where an account number belongs, so it ",
					"matches nothing",
				]),
				"at": testing.at(0, ["Resource", 1]),
				"evidence": {"account": "ACCOUNT-ID", "resource": "arn:aws:iam::ACCOUNT-ID:user/bob"},
			},
			{
				"rule": "placeholder-account",
				"message": concat("", [
					"arn:aws:iam::<AWS Account>:user/bob has \"<AWS Account>\" where an account number belongs, so ",
					"it matches nothing",
				]),
				"at": testing.at(0, ["Resource", 2]),
				"evidence": {"account": "<AWS Account>", "resource": "arn:aws:iam::<AWS Account>:user/bob"},
			},
		},
	)
}

test_placeholder_account_finds_sample_where_config_names_another if {
	policy := object.union(
		testing.trust([{
			"Effect": "Allow",
			"Principal": {"AWS": ["123456789012", "arn:aws:iam::305551234567:root"]},
			"Action": "sts:AssumeRole",
		}]),
		{"account": "305551234567"},
	)
	testing.reports("placeholder-account", policy, {{
		"rule": "placeholder-account",
		"message": concat("", [
			"123456789012 has \"123456789012\" where an account number belongs, an example of AWS's ",
			"documentation; yours is 305551234567",
		]),
		"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 0]},
		"evidence": {"account": "123456789012", "resource": "123456789012"},
	}})
}

test_placeholder_account_ignores_sample_where_no_account_is_named if {
	testing.ignores("placeholder-account", testing.identity([granting("arn:aws:iam::123456789012:user/bob")]))
}

test_placeholder_account_ignores_other_arns if {
	testing.ignores("placeholder-account", testing.identity([granting([
		"*", "arn:aws:iam::*:user/bob", "arn:aws:iam::1?:user/bob", "arn:aws:s3:::reports",
		"arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::${aws:PrincipalAccount}:user/bob", "arn:aws:s3",
		"arn:aws:sqs:${aws:RequestedRegion}:111122223333:orders", "arn:aws:iam::partner:policy/vendor",
	])]))
}
