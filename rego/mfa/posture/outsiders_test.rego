package mfa.posture_test

import data.mfa.posture

outside_bob := {"AWS": "arn:aws:iam::222222222222:user/bob"}

own_root := {"AWS": "arn:aws:iam::123456789012:root"}

letting_assume(principal, condition) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": "sts:AssumeRole",
	"Condition": condition,
}

asking_mfa := {"Bool": {"aws:MultiFactorAuthPresent": "true"}}

of_trust(statements, more) := object.union(
	{
		"kind": "trust",
		"user": "alice",
		"policies": {"resource": {"Version": "2012-10-17", "Statement": statements}},
	},
	more,
)

states_of(row, subject) := found if {
	cells := posture.cells with input as {"subject": subject}
	found := cells[row].services.state
}

test_a_user_of_another_account_assumes_a_role_that_names_the_user if {
	one := of_trust([letting_assume(outside_bob, {})], {})
	states_of("api-key", one) == "open"
	states_of("console-with-mfa", one) == "open"
}

test_the_mfa_flag_of_that_user_counts if {
	one := of_trust([letting_assume(outside_bob, asking_mfa)], {})
	states_of("api-key", one) == "blocked"
	states_of("console-with-mfa", one) == "open"
}

test_an_allow_for_another_account_beside_a_sound_one_is_seen if {
	states_of("api-key", of_trust([letting_assume(own_root, asking_mfa)], {})) == "blocked"
	states_of("api-key", of_trust(
		[letting_assume(own_root, asking_mfa), letting_assume(outside_bob, {})],
		{},
	)) == "partial"
}

test_an_scp_is_for_the_own_account_alone if {
	denying := {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
	policies := {"scp": [[denying]], "resource": of_trust([letting_assume(outside_bob, {})], {}).policies.resource}
	states_of("api-key", of_trust([], {"policies": policies})) == "open"
}
