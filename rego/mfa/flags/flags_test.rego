package mfa.flags_test

import data.mfa.flags

test_the_flag_is_absent_false_or_true_with_an_age if {
	flags.states == [
		{},
		{"aws:MultiFactorAuthPresent": "false"},
		{"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0"},
	]
}

test_a_context_is_turned_to_another_state_and_keeps_its_other_keys if {
	signed_in := {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "10", "aws:SourceIp": "x"}
	flags.with_flag(signed_in, flags.states[0]) == {"aws:SourceIp": "x"}
	flags.with_flag(signed_in, flags.states[1]) == {"aws:MultiFactorAuthPresent": "false", "aws:SourceIp": "x"}
	flags.with_flag({"aws:SourceIp": "x"}, flags.states[2]) == {
		"aws:MultiFactorAuthPresent": "true",
		"aws:MultiFactorAuthAge": "0",
		"aws:SourceIp": "x",
	}
}

test_keys_are_compared_in_lower_case if flags.lower_keys == {"aws:multifactorauthpresent", "aws:multifactorauthage"}
