package iam.operators.arn_test

import data.iam.operators.arn

test_a_value_matches_part_by_part if {
	arn.matches("arn:aws:iam::1:user/alice", arn.operand("arn:aws:iam::*:user/*"))
}

test_a_wildcard_stays_in_its_part if {
	not arn.matches("arn:aws:iam:eu:1:user/alice", arn.operand("arn:aws:iam*:1:user/alice:x"))
}

test_case_counts if not arn.matches("arn:aws:iam::1:user/Alice", arn.operand("arn:aws:iam::1:user/alice"))

test_a_text_that_is_no_arn_becomes_no_operand if not arn.operand("alice")
