package mfa.hijack_test

import data.mfa.hijack

by_name(actions, resources) := subject(
	[document([{"Effect": "Allow", "Action": actions, "Resource": resources}])],
	"strict",
)

known_names(given) := found if {
	all_of_them := hijack.distinct_names with input as given
	found := {name: values | some name, values in all_of_them; count(values) > 0}
}

test_names_that_a_policy_spells_out_are_known if {
	known_names(by_name("iam:*", ["arn:aws:iam::123456789012:group/dev", "arn:aws:iam::*:policy/sec/*"])) == {
		"group": ["dev"],
		"guard-policy": ["sec/mfagate-sample"],
	}
	known_names(by_name("sts:AssumeRole", "arn:aws:iam::123456789012:role/deploy")) == {
		"open-role": ["deploy"],
		"role": ["deploy"],
	}
	known_names(by_name("iam:*", "arn:aws:iam::123456789012:user/bob")) == {"other-user": ["bob"]}
}

test_one_name_stands_for_all_that_the_same_statements_are_about if {
	roles := [sprintf("arn:aws:iam::123456789012:role/%s", [name]) | some name in ["a", "b", "c"]]
	known_names(by_name("sts:AssumeRole", roles)) == {"open-role": ["a"], "role": ["a"]}
	but_b := object.union(by_name("sts:AssumeRole", roles).subject, {"policies": {"identity": [document([
		{"Effect": "Allow", "Action": "sts:*", "Resource": roles},
		{"Effect": "Deny", "Action": "sts:*", "Resource": roles[1]},
	])]}})
	known_names({"subject": but_b}) == {"open-role": ["a", "b"], "role": ["a", "b"]}
}

test_the_user_himself_and_all_of_a_kind_are_no_names if {
	known_names(by_name("iam:*", ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:role/*"])) == {}
	known_names(by_name("iam:*", "*")) == {}
	known_names(by_name("iam:*", "arn:aws:iam::999999999999:role/theirs")) == {}
}

hijacked(given, fact) := [[path.from, path.to, [step.action | some step in path.steps]] |
	found := hijack.search with input as given
	some path in found.residual
	path.depends_on == fact
]

# Deploying with a key is what the role is for; whether the role asks for MFA, its own policy says.
test_what_is_granted_on_a_name_alone_is_found_where_that_is_the_account if {
	passing := by_name(
		["iam:PassRole", "lambda:*"],
		["arn:aws:iam::123456789012:role/deploy", "arn:aws:lambda:*:*:*"],
	)
	["stolen-api-key", "role-session", ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]] in hijacked(
		passing,
		{"role": "deploy"},
	)
	hijacked(passing, {"role": "mfagate-role"}) == []
}

test_a_way_in_two_moves_is_about_one_role if {
	actions := ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"]
	both := by_name(actions, "arn:aws:iam::123456789012:role/deploy")
	["stolen-api-key", "role-session", actions] in hijacked(both, {"role": "deploy"})
	apart := subject(
		[document([
			{"Effect": "Allow", "Action": actions[0], "Resource": "arn:aws:iam::123456789012:role/one"},
			{"Effect": "Allow", "Action": actions[1], "Resource": "arn:aws:iam::123456789012:role/two"},
		])],
		"strict",
	)
	hijacked(apart, {"role": "one"}) == []
	hijacked(apart, {"role": "two"}) == []
}

test_a_fact_of_the_config_is_the_account if {
	given := object.union(
		by_name("iam:AddUserToGroup", "arn:aws:iam::123456789012:group/mfagate-administrators"),
		{"account_facts": {"group": "dev"}},
	)
	usual := {"usual group", "usual guard-policy", "usual open-role", "usual other-user", "usual role"}
	hijack.names_in(hijack.worlds[0]) == usual with input as given
}

test_the_other_world_has_the_other_name if {
	given := by_name("iam:*", "arn:aws:iam::123456789012:group/dev")
	[last] := [world | some world in hijack.worlds; world.changed == {"group": "dev"}] with input as given
	"group dev" in hijack.names_in(last) with input as given
	not "usual group" in hijack.names_in(last) with input as given
}

test_an_alternative_stands_once_for_each_name if {
	alternative := [{"action": "iam:PutGroupPolicy", "resource": "arn:aws:iam::{account}:group/{group}"}]
	given := by_name("iam:*", "arn:aws:iam::123456789012:group/dev")
	found := hijack.variants_of(alternative) with input as given
	found == [
		{"calls": alternative, "needs": {"usual group"}},
		{
			"calls": [{"action": "iam:PutGroupPolicy", "resource": "arn:aws:iam::{account}:group/dev"}],
			"needs": {"group dev"},
		},
	]
	plain := [{"action": "iam:CreateUser", "resource": "*"}]
	only := hijack.variants_of(plain) with input as given
	only == [{"calls": plain, "needs": set()}]
}
