package mfa.classes_test

import data.mfa.classes

own_account := "111122223333"

other_user(name, account) := sprintf("arn:aws:iam::%s:user/%s", [account, name])

granting(principal) := {"Effect": "Allow", "Principal": principal, "Action": "s3:GetObject", "Resource": "*"}

# The principals of a kind that a resource policy is asked for beside the sample, the user of the account named.
asked_for(kind, statements) := {caller.principal | some caller in found; caller.kind == kind} if {
	given_policy := policy_of_resource(statements)
	found := classes.callers with input as {"subject": object.union(given_policy.subject, {"user": "alice"})}
}

test_a_user_whom_a_resource_policy_names_is_tried_beside_the_account_and_the_user_of_the_config if {
	asked_for("user", [
		granting({"AWS": "arn:aws:iam::111122223333:root"}),
		granting({"AWS": other_user("keeper", own_account)}),
	]) == {other_user("keeper", own_account)}
}

test_users_named_by_one_statement_are_one_class_and_by_two_statements_two if {
	both := [other_user("a", own_account), other_user("b", own_account)]
	count(asked_for("user", [granting({"AWS": both})])) == 1
	asked_for("user", [granting({"AWS": principal}) | some principal in both]) == {principal | some principal in both}
}

test_an_outside_account_that_is_named_is_tried_and_no_other if {
	asked_for("user", [granting({"AWS": "222222222222"})]) == {other_user("alice", "222222222222")}
	asked_for("role", [granting({"AWS": "222222222222"})]) == {"arn:aws:sts::222222222222:assumed-role/ops/alice"}
	asked_for("user", [granting({"AWS": other_user("bob", "222222222222")})]) == {other_user("bob", "222222222222")}
}

test_an_account_that_nobody_names_is_tried_where_everybody_is_let_in if {
	asked_for("user", [granting("*")]) == {other_user("alice", "444455556666")}
}

test_an_account_that_a_condition_names_is_tried if {
	some_accounts := {"StringNotEquals": {"aws:PrincipalAccount": ["111122223333", "222222222222"]}}
	asked_for("user", [object.union(granting("*"), {"Condition": some_accounts})]) == {
		other_user("alice", "222222222222"),
		other_user("alice", "444455556666"),
	}
}

test_a_session_that_is_named_is_tried if {
	session := "arn:aws:sts::222222222222:assumed-role/deploy/run"
	asked_for("role", [granting({"AWS": session})]) == {session}
}

test_a_vendor_with_an_external_id_is_left_to_the_vendor if {
	every condition in [
		{"StringEquals": {"sts:ExternalId": "x"}},
		{"StringLike": {"STS:externalid": "x-*"}},
	] {
		asked_for("user", [object.union(granting({"AWS": "222222222222"}), {"Condition": condition})]) == set()
	}
}

test_an_account_that_may_leave_the_external_id_out_is_tried if {
	every condition in [
		{"StringEqualsIfExists": {"sts:ExternalId": "x"}},
		{"StringNotEquals": {"sts:ExternalId": "x"}},
		{"ForAllValues:StringEquals": {"sts:ExternalId": "x"}},
		{"Null": {"sts:ExternalId": "true"}},
		{"Null": {"sts:ExternalId": "false"}},
		{"StringLike": {"sts:ExternalId": "*"}},
	] {
		asked_for("user", [object.union(granting({"AWS": "222222222222"}), {"Condition": condition})]) == {other_user(
			"alice",
			"222222222222",
		)}
	}
}

test_a_caller_of_another_account_brings_its_number if {
	found := classes.callers with input as policy_of_resource([granting({"AWS": "222222222222"})])
	{caller.context["aws:PrincipalAccount"] | some caller in found} == {"222222222222"}
}

test_the_policies_of_a_user_are_asked_by_nobody_else if {
	found := classes.outside_accounts with input as of([deny({"Condition": without_mfa})], {})
	found == set()
}

test_a_caller_that_notprincipal_excepts_has_a_form_of_its_own if {
	who := {"kind": "user", "account": own_account, "name": "a", "arn": other_user("a", own_account)}
	excepting := {"NotPrincipal": {"AWS": [other_user("a", own_account), "arn:aws:iam::111122223333:root"]}}
	classes.forms_of(excepting, who) == {"excepted"}
	not classes.forms_of({"NotPrincipal": {"AWS": other_user("b", own_account)}}, who)
}
