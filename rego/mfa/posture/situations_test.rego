package mfa.posture_test

import data.mfa.posture
import data.mfa.testing_test as testing

bob := {
	"aws:PrincipalArn": "arn:aws:iam::123456789012:user/bob",
	"aws:username": "bob",
	"aws:userid": "AIDACKCEVSQ6C2EXAMPLE",
}

classes_with_bob := object.union(testing.classes, {"users": [bob]})

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

sparing := object.union(testing.guard("BoolIfExists", "sts:GetSessionToken"), {"Condition": {
	"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
	"StringNotEquals": {"aws:username": "bob"},
}})

test_a_user_whom_the_guard_spares_is_let_through if {
	found := cells_for_two(testing.judging([testing.allow_all, sparing]))
	found["api-key"].services.state == "partial"
	[[verdict.request.principal, verdict.context] | some verdict in found["api-key"].services.allowed] == [[
		"arn:aws:iam::123456789012:user/bob",
		bob,
	]]
	found["role-session"].services.state == "blocked"
}

own_keys := object.union(testing.allow_all, {
	"Action": "iam:*",
	"Resource": "arn:aws:iam::*:user/${aws:username}",
})

test_what_is_the_samples_own_is_asked_of_the_others_as_theirs if {
	found := cells_for_two(testing.judging([own_keys, sparing]))
	allowed := [verdict.request.resource | some verdict in found["api-key"].identity.allowed]
	allowed == ["arn:aws:iam::123456789012:user/bob"]
}

test_what_a_context_holds_of_the_samples_name_is_tried_with_the_others if {
	overlay := {"s3:prefix": "home/alice", "x:list": ["alice", "b"], "x:none": null}
	changed := object.union(testing.classes, {"contexts": [{}, overlay], "users": [bob]})
	found := posture.situations with input as testing.judging([]) with data.mfa.classes.samples as changed
	found == [
		{"user": {}, "overlay": {}},
		{"user": {}, "overlay": overlay},
		{"user": bob, "overlay": {}},
		{"user": bob, "overlay": overlay},
		{"user": bob, "overlay": {"s3:prefix": "home/bob", "x:list": ["bob", "b"], "x:none": null}},
	]
}
