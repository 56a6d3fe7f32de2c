package mfa.rules.hygiene_test

import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/unique-id-principal.md.
examples contains {
	"rule": "unique-id-principal",
	"kind": "trust",
	"avoid": {
		"Effect": "Allow",
		"Principal": {"AWS": "AIDACKCEVSQ6C2EXAMPLE"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
	"prefer": {
		"Effect": "Allow",
		"Principal": {"AWS": "arn:aws:iam::305551234567:user/bob"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	},
}

test_unique_id_principal_finds_deleted_user if {
	testing.reports(
		"unique-id-principal", testing.trust([{
			"Effect": "Allow",
			"Principal": {"AWS": ["arn:aws:iam::111122223333:role/ops", "AIDACKCEVSQ6C2EXAMPLE"]},
			"Action": "sts:AssumeRole",
		}]),
		{{
			"rule": "unique-id-principal",
			"message": "AIDACKCEVSQ6C2EXAMPLE is the unique ID of a deleted principal; it matches nobody",
			"at": {"policy": "resource", "statement": 0, "path": ["Principal", "AWS", 1]},
			"evidence": {"principal": "AIDACKCEVSQ6C2EXAMPLE"},
		}},
	)
}

test_unique_id_principal_ignores_arns if {
	testing.ignores("unique-id-principal", testing.trust([{
		"Effect": "Allow",
		"Principal": {"AWS": "arn:aws:iam::111122223333:role/AROA"},
		"Action": "sts:AssumeRole",
	}]))
}
