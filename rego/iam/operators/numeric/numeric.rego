package iam.operators.numeric

operand(text) := number(text)

matches(operator, value, wanted) if {
	compares(trim_prefix(operator, "Numeric"), number(value), wanted)
}

compares("Equals", given, wanted) if given == wanted

compares("LessThan", given, wanted) if given < wanted

compares("LessThanEquals", given, wanted) if given <= wanted

compares("GreaterThan", given, wanted) if given > wanted

compares("GreaterThanEquals", given, wanted) if given >= wanted

# A number as an array that is ordered as the number is: exact for any count of digits, where the engines' own
# numbers are not. Undefined for a text that is no integer or decimal.
# (`[0-9]` and not the class of digits: for some engines that is every script's.)
number(text) := ordered(sign(found[0][1]), found[0][2], trim_right(found[0][3], "0")) if {
	found := regex.find_all_string_submatch_n(`^([+-]?)0*([0-9]*)(?:\.([0-9]+))?$`, text, 1)
	count(found) == 1
	regex.match(`^[+-]?[0-9]`, text)
}

# The amount itself, where engines agree on it: up to 15 digits.
amount(text) := sign(found[0][1]) * to_number(found[0][2]) if {
	found := regex.find_all_string_submatch_n(`^([+-]?)0*([0-9]+(?:\.[0-9]+)?)$`, text, 1)
	count(found) == 1
	count(text) < 16
}

ordered(_, "", "") := [0]

ordered(1, whole, fraction) := [1, count(whole), whole, fraction] if is_some(whole, fraction)

# Below zero a larger amount is a smaller number.
ordered(-1, whole, fraction) := [-1, 0 - count(whole), backwards(whole), concat("", [backwards(fraction), "z"])] if {
	is_some(whole, fraction)
}

is_some(whole, fraction) if concat("", [whole, fraction]) != ""

# Digits as letters in the opposite order.
backwards(digits) := concat("", [letter |
	some index in numbers.range(0, count(digits) - 1)
	letter := letters[substring(digits, index, 1)]
]) if {
	digits != ""
}

backwards("") := ""

letters := {"0": "j", "1": "i", "2": "h", "3": "g", "4": "f", "5": "e", "6": "d", "7": "c", "8": "b", "9": "a"}

sign("-") := -1

sign("+") := 1

sign("") := 1
