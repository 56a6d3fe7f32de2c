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

# Undefined for a text that is no integer or decimal. Signs and leading zeros are taken off first:
# the engines' own conversions disagree on them.
# (`[0-9]` and not the class of digits: for some engines that is every script's.)
number(text) := sign(found[0][1]) * to_number(found[0][2]) if {
	found := regex.find_all_string_submatch_n(`^([+-]?)0*([0-9]+(?:\.[0-9]+)?)$`, text, 1)
	count(found) == 1
}

sign("-") := -1

sign("+") := 1

sign("") := 1
