package mfa.rules_test

on_own_user(statement) := object.union(statement, {"Resource": [
	"arn:aws:iam::*:user/${aws:username}",
	"arn:aws:iam::*:mfa/${aws:username}",
]})

test_deny_all_on_own_user_finds_not_action if {
	found("deny-all-on-own-user", identity([on_own_user(guard(enrolment))])) == {{
		"rule": "deny-all-on-own-user",
		"message": concat("", [
			"this Deny reads as if it denied everything, ",
			"and covers what is done to the own user only",
		]),
		"at": at(0, ["Resource"]),
		"evidence": {"resource": ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:mfa/${aws:username}"]},
	}}
}

test_deny_all_on_own_user_finds_star_and_sid if {
	starred := object.union(object.remove(guard([]), ["NotAction"]), {"Action": "*"})
	named := object.union(object.remove(guard([]), ["NotAction"]), {"Action": "iam:*", "Sid": "DenyAllWithoutMFA"})
	count(found("deny-all-on-own-user", identity([on_own_user(starred), on_own_user(named)]))) == 2
}

test_deny_all_on_own_user_spares_guard_on_everything if {
	found("deny-all-on-own-user", identity([guard(enrolment)])) == set()
}

test_deny_all_on_own_user_spares_few_actions if {
	some_actions := object.union(object.remove(guard([]), ["NotAction"]), {"Action": "iam:Delete*"})
	found("deny-all-on-own-user", identity([on_own_user(some_actions)])) == set()
}
