package mfa.rules.lib.statements_test

import data.mfa.rules.lib.statements

# No finding points to an assumed grant, because it is in no file.
test_own_leaves_out_what_is_assumed if {
	guard := {
		"Effect": "Deny",
		"Action": "*",
		"Resource": "*",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
	}
	found := [statement.where | some statement in statements.own] with input as {"subject": {
		"policies": {"identity": [{"Version": "2012-10-17", "Statement": guard}]},
		"assume": "allow-all",
	}}
	found == [{"policy": "identity[0]", "statement": 0, "sid": null, "effect": "Deny"}]
}
