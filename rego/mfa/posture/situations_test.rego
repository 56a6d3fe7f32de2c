package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

bob := {
	"kind": "user",
	"principal": "arn:aws:iam::123456789012:user/bob",
	"context": {
		"aws:PrincipalArn": "arn:aws:iam::123456789012:user/bob",
		"aws:username": "bob",
		"aws:userid": "AIDACKCEVSQ6C2EXAMPLE",
	},
}

classes_with_bob := object.union(testing.classes, {"callers": [bob]})

# The cells of a subject for the sample user and for bob.
cells_for_two(asked) := found if {
	found := posture.cells with input as asked
		with data.mfa.credentials as credentials_with_names
		with data.mfa.samples as testing.samples
		with data.mfa.classes.samples as classes_with_bob
}

# The few credentials, with the keys that name the user.
credentials_with_names := {name: object.union(credential, {"context": names_of(credential)}) |
	some name, credential in testing.credentials
}

names_of(credential) := {
	"aws:username": "{user}",
	"aws:userid": "AIDACKCEVSQ6C2EXAMPLE",
} if {
	credential.principal == testing.user
} else := {}

exempting := object.union(testing.guard("BoolIfExists", "sts:GetSessionToken"), {"Condition": {
	"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
	"StringNotEquals": {"aws:username": "bob"},
}})

test_a_user_that_the_guard_exempts_is_let_through if {
	found := cells_for_two(testing.judging([testing.allow_all, exempting]))
	found["api-key"].services.state == "partial"
	[[verdict.request.principal, verdict.context] | some verdict in found["api-key"].services.allowed] == [[
		"arn:aws:iam::123456789012:user/bob",
		bob.context,
	]]
	found["role-session"].services.state == "blocked"
}

test_each_other_caller_is_tried_in_each_context if {
	overlay := {"s3:prefix": "home/alice"}
	changed := object.union(testing.classes, {"contexts": [{}, overlay], "callers": [bob]})
	found := posture.situations with input as testing.judging([]) with data.mfa.classes.samples as changed
	found == [
		{"caller": null, "context": 0, "overlay": {}},
		{"caller": null, "context": 1, "overlay": overlay},
		{"caller": bob, "context": 0, "overlay": bob.context},
		{"caller": bob, "context": 1, "overlay": object.union(overlay, bob.context)},
	]
}

test_a_credential_is_of_one_kind_of_caller if {
	kinds := {row: posture.kind_of(data.mfa.credentials[row]) | some row in posture.rows}
	{row | some row, kind in kinds; kind == "role"} == {"role-session"}
	{row | some row, kind in kinds; kind == "identity-center"} == {"federated"}
}
