package mfa.rules.lib.guards_test

import data.mfa.rules.lib.guards

# Two Denies, one for access keys and one for console sessions, with the same or other elements.
test_denied_beside_same_elements if {
	completes({"Action": "s3:*", "Resource": "*"}, {"Action": "s3:*", "Resource": "*"})
	completes({"Action": "s3:*", "Resource": "*"}, {"Action": ["ec2:*", "S3:*"], "Resource": "*"})
	completes({"NotAction": ["iam:Get*", "sts:*"], "Resource": "*"}, {"NotAction": "iam:get*", "Resource": "*"})
	completes({"Action": "s3:*", "Resource": "arn:aws:s3:::a"}, {"Action": "*", "Resource": ["arn:aws:s3:::a"]})
	completes({"Action": "s3:*", "NotResource": ["a", "b"]}, {"Action": "s3:*", "NotResource": "a"})
	completes({"Action": "s3:*"}, {"Action": "s3:*"})
}

test_denied_beside_less if {
	not completes({"Action": "s3:*", "Resource": "*"}, {"Action": "s3:Get*", "Resource": "*"})
	not completes({"Action": "s3:*", "Resource": "*"}, {"NotAction": "iam:*", "Resource": "*"})
	not completes({"NotAction": "sts:*", "Resource": "*"}, {"NotAction": ["sts:*", "iam:*"], "Resource": "*"})
	not completes({"Action": "s3:*", "Resource": "*"}, {"Action": "s3:*", "Resource": "arn:aws:s3:::a"})
	not completes({"Action": "s3:*", "Resource": "arn:aws:s3:::A"}, {"Action": "s3:*", "Resource": "arn:aws:s3:::a"})
	not completes({"Action": "s3:*", "NotResource": "a"}, {"Action": "s3:*", "NotResource": ["a", "b"]})
}

# Whether the second, for access keys, completes the first.
completes(first, second) if {
	statements := [
		object.union(first, {"Effect": "Deny", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}),
		object.union(second, {"Effect": "Deny", "Condition": {"Null": {"aws:MultiFactorAuthPresent": "true"}}}),
	]
	beside := {statement.where.statement |
		some statement in guards.denies
		guards.denied_beside(statement, "absent")
	} with input as {"subject": {"policies": {"identity": [{"Statement": statements}]}}}
	0 in beside
}

test_statement_with_an_unknown_operator_holds_in_no_state if {
	held({"Null": {"aws:MultiFactorAuthPresent": "true"}}) == {"absent"}
	held({"Null": {"aws:MultiFactorAuthPresent": "true"}, "Boool": {"aws:MultiFactorAuthPresent": "false"}}) == set()
	held({"ForAllValues:Bool": {"aws:MultiFactorAuthPresent": "false"}}) == {"absent", "false"}
}

held(condition) := found if {
	statement := {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition}
	[guard] := guards.denies with input as {"subject": {"policies": {"identity": [{"Statement": [statement]}]}}}
	found := guard.holds
}
