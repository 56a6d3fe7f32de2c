package iam.operators.numeric_test

import data.iam.operators.numeric

test_a_number_is_an_integer_or_a_decimal_with_or_without_a_sign if {
	numeric.operand("10") == 10
	numeric.operand("+10") == 10
	numeric.operand("-10") == -10
	numeric.operand("0010") == 10
	numeric.operand("10.50") == 10.5
	numeric.operand("0") == 0
}

test_anything_else_is_no_number if {
	not numeric.operand("ten")
	not numeric.operand("1e3")
	not numeric.operand("1.")
	not numeric.operand(".5")
	not numeric.operand("")
	not numeric.operand(" 1")
}

test_digits_of_other_scripts_are_no_number if not numeric.operand("١٠")

test_numeric_equals_holds_at_equality_only if holding("NumericEquals") == {"equal"}

test_numeric_less_than_holds_below_only if holding("NumericLessThan") == {"below"}

test_numeric_less_than_equals_holds_up_to_equality if holding("NumericLessThanEquals") == {"below", "equal"}

test_numeric_greater_than_holds_above_only if holding("NumericGreaterThan") == {"above"}

test_numeric_greater_than_equals_holds_from_equality if {
	holding("NumericGreaterThanEquals") == {"equal", "above"}
}

test_a_request_value_that_is_no_number_never_matches if {
	not numeric.matches("NumericLessThan", "few", 10)
	not numeric.matches("NumericEquals", "few", 10)
}

holding(operator) := {side |
	some side, value in {"below": "9", "equal": "10.0", "above": "11"}
	numeric.matches(operator, value, 10)
}
