package mfa.hijack_test

import data.mfa.hijack

alternatives_for(id, given) := found if {
	found := [alternative |
		some alternative in hijack.alternatives
		hijack.graph.moves[alternative.move].id == id
	] with input as given
}

test_an_alternative_stands_once_for_each_name if {
	given := granted_on("iam:UpdateAssumeRolePolicy", "arn:aws:iam::123456789012:role/deploy")
	found := alternatives_for("edit-trust", given)
	[alternative.calls | some alternative in found] == [
		[`["","iam:UpdateAssumeRolePolicy","arn:aws:iam::123456789012:role/mfagate-role",{}]`],
		[`["","iam:UpdateAssumeRolePolicy","arn:aws:iam::123456789012:role/deploy",{}]`],
	]
	found[1].gives == ["role-session", "in-role arn:aws:iam::123456789012:role/deploy", "lasting-access"]
	found[1].needs == {"outside-account"}
}

test_a_user_is_renamed_as_the_policies_name_users if {
	[renamed] := alternatives_for("rename-user", exempt_by_name("breakglass"))
	renamed.change == {"renames": "arn:aws:iam::123456789012:user/breakglass"}
	alternatives_for("rename-user", unguarded) == []
}

test_the_users_own_names_stay_open if {
	[alternative] := alternatives_for("create-key", unguarded)
	alternative.calls == [`["","iam:CreateAccessKey","{self}",{}]`]
	alternative.outcome == [alternative.gives, set(), ["", false, ""]]
}

test_a_call_is_judged_with_the_credential_that_it_names if {
	[alternative] := alternatives_for("assume-mfa-role", unguarded)
	[call] := alternative.calls
	json.unmarshal(call) == [
		"assume-role-call-with-code", "sts:AssumeRole", "arn:aws:iam::123456789012:role/mfagate-mfa-role", {},
	]
}

# A condition on that key; further keys are in an ask only where some policy looks at them.
looking_at(key, value) := stated([{
	"Effect": "Allow",
	"Action": "*",
	"Resource": "*",
	"Condition": {"StringEquals": {key: value}},
}])

test_keys_that_no_policy_looks_at_are_left_out if {
	[plain, _, own] := alternatives_for("write-role", unguarded) with hijack.graph.resources as roles_only
	plain.calls == [`["","iam:AttachRolePolicy","arn:aws:iam::123456789012:role/mfagate-role",{}]`]
	seen := looking_at("iam:PolicyARN", "arn:aws:iam::aws:policy/ReadOnlyAccess")
	[attached, _, owned, _] := alternatives_for("write-role", seen) with hijack.graph.resources as roles_only
	endswith(attached.calls[0], `{"iam:PolicyARN":"arn:aws:iam::aws:policy/AdministratorAccess"}]`)
	endswith(own.calls[1], "{}]")
	endswith(owned.calls[1], `{"iam:PolicyARN":"arn:aws:iam::123456789012:policy/mfagate-new"}]`)
}

roles_only := object.union(hijack.graph.resources, {"any-role": {"like": ["role"]}})

test_a_role_is_passed_to_each_service if {
	calls := {concat(" ", [json.unmarshal(call)[1] | some call in alternative.calls]) |
		some alternative in alternatives_for("pass-role", unguarded)
	}
	{
		"iam:PassRole lambda:CreateFunction lambda:InvokeFunction",
		"iam:PassRole ec2:RunInstances",
		"iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline",
	} - calls == set()
}

test_the_calls_of_each_kind_of_device_are_those_of_enrollment if {
	[alternative.calls | some alternative in alternatives_for("enrol-device", unguarded)] == [
		[
			`["","iam:CreateVirtualMFADevice","arn:aws:iam::123456789012:mfa/mfagate-attacker",{}]`,
			`["","iam:EnableMFADevice","{self}",{}]`,
		],
		[`["","iam:EnableMFADevice","{self}",{}]`],
	]
	[by_key] := alternatives_for("enrol-security-key", looking_at("iam:RegisterSecurityKey", "Create"))
	by_key.calls == [
		`["","iam:EnableMFADevice","{self}",{"iam:RegisterSecurityKey":"Create"}]`,
		`["","iam:EnableMFADevice","{self}",{"iam:RegisterSecurityKey":"Activate"}]`,
	]
}

test_what_the_policies_grant_is_among_the_services if {
	given := granted_on("sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:orders")
	tried := {json.unmarshal(alternative.calls[0])[1] | some alternative in alternatives_for("call-services", given)}
	"sqs:SendMessage" in tried
	all_of_it := {json.unmarshal(id)[1] | some id in hijack.everything} with input as given
	"sqs:SendMessage" in all_of_it
}

test_a_move_that_another_makes_needless_is_left_out if {
	alternatives_for("edit-trust-for-self", unguarded) == []
	count(alternatives_for("edit-trust-for-self", fenced)) == 1
}

# Nobody from outside the organization is let in.
fenced := {"subject": object.union(unguarded.subject, {"policies": {"rcp": [[document([{
	"Effect": "Deny",
	"Principal": "*",
	"Action": "*",
	"Resource": "*",
	"Condition": {"StringNotEquals": {"aws:PrincipalAccount": "123456789012"}},
}])]]}})}

test_words_in_braces_are_replaced_where_they_are_known if {
	hijack.bound("a {b} c {d} {e}", {"b": "1", "e": "2"}) == "a 1 c {d} 2"
	hijack.bound("plain", {"b": "1"}) == "plain"
}

test_a_name_may_have_spaces_and_quotes if {
	call := `s3:GetObject arn:aws:s3:::b/${ raw "text" }/k`
	action := hijack.action_in(call)
	action == "s3:GetObject"
	hijack.resource_in(call) == `arn:aws:s3:::b/${ raw "text" }/k` with input as unguarded
	json.unmarshal(hijack.ask_id(["", action, "{role}", {}], {"role": `a "b" c`})) == ["", action, `a "b" c`, {}]
}
