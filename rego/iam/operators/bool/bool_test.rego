package iam.operators.bool_test

import data.iam.operators.bool

test_case_does_not_count_in_the_policy if bool.operand("True") == "true"

test_false_is_a_value_too if bool.operand("false") == "false"

test_any_other_text_becomes_no_operand if not bool.operand("yes")

test_case_does_not_count_in_the_request if bool.matches("TRUE", "true")

test_the_other_value_does_not_match if not bool.matches("false", "true")
