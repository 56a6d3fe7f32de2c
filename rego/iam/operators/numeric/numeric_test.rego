package iam.operators.numeric_test

import data.iam.operators.numeric

test_a_number_is_an_integer_or_a_decimal_with_or_without_a_sign if {
	numeric.operand("10") == [1, 2, "10", ""]
	numeric.operand("+10") == [1, 2, "10", ""]
	numeric.operand("-10") == [-1, -2, "ij", "z"]
	numeric.operand("0010") == [1, 2, "10", ""]
	numeric.operand("10.50") == [1, 2, "10", "5"]
	every zero in ["0", "-0", "0.0", "000"] {
		numeric.operand(zero) == [0]
	}
}

test_the_amount_of_a_number_is_reported_where_it_is_exact if {
	numeric.amount("-010.5") == -10.5
	numeric.amount("0") == 0
	not numeric.amount("few")
	not numeric.amount("1234567890123456")
}

test_numbers_are_in_order if {
	rising := [
		"-100", "-99.5", "-10", "-9.55", "-9.5", "-9", "-1", "-0.5", "-0.45", "-0.05", "0", "0.05",
		"0.1", "0.1000000000000000055511151231257827", "0.45", "0.5", "1", "9", "9.5", "9.55", "10", "99.5", "100",
		"12345678901234567890123456789012345678901234567890",
		"12345678901234567890123456789012345678901234567891",
	]
	every index in numbers.range(1, count(rising) - 1) {
		numeric.operand(rising[index - 1]) < numeric.operand(rising[index])
	}
}

test_anything_else_is_no_number if {
	not numeric.operand("ten")
	not numeric.operand("1e3")
	not numeric.operand("1.")
	not numeric.operand(".5")
	not numeric.operand("")
	not numeric.operand("-")
	not numeric.operand("-.5")
	not numeric.operand(" 1")
}

test_digits_of_other_scripts_are_no_number if not numeric.operand("١٠")

test_numeric_equals_holds_at_equality_only if matching_sides("NumericEquals") == {"equal"}

test_numeric_less_than_holds_below_only if matching_sides("NumericLessThan") == {"below"}

test_numeric_less_than_equals_holds_up_to_equality if matching_sides("NumericLessThanEquals") == {"below", "equal"}

test_numeric_greater_than_holds_above_only if matching_sides("NumericGreaterThan") == {"above"}

test_numeric_greater_than_equals_holds_from_equality if {
	matching_sides("NumericGreaterThanEquals") == {"equal", "above"}
}

test_a_request_value_that_is_no_number_never_matches if {
	not numeric.matches("NumericLessThan", "few", [1, 2, "10", ""])
	not numeric.matches("NumericEquals", "few", [1, 2, "10", ""])
}

matching_sides(operator) := {side |
	some side, value in {"below": "9", "equal": "10.0", "above": "11"}
	numeric.matches(operator, value, [1, 2, "10", ""])
}
