package iam.operators_test

import data.iam.operators

test_each_family_makes_its_own_operands if {
	operators.operand("ArnLike", "a:b:c:d:e:*") == "(?s)^a:b:c:d:e:.*$"
	operators.operand("BinaryEquals", "QR==") == "QQ=="
	operators.operand("Bool", "TRUE") == "true"
	operators.operand("DateEquals", "0") == [0, "000000000"]
	operators.operand("IpAddress", "203.0.113.10") == {"range": "203.0.113.10/32", "family": 4}
	operators.operand("NumericLessThan", "3600") == [1, 4, "3600", ""]
	operators.operand("StringLike", "a?") == "(?s)^a.$"
}

test_null_and_names_that_do_not_exist_have_no_operands if {
	not operators.operand("Null", "true")
	not operators.operand("Strange", "true")
}

matches(name, value, text) if {
	operators.matches(operators.parsed(name), value, operators.operand(operators.parsed(name).base, text))
}

test_each_family_compares_in_its_own_way if {
	matches("ArnLike", "a:b:c:d:e:f", "a:b:c:d:e:*")
	matches("BinaryEquals", "QQ==", "QR==")
	matches("Bool", "true", "TRUE")
	matches("DateLessThan", "0", "1")
	matches("IpAddress", "203.0.113.10", "203.0.113.0/24")
	matches("NumericGreaterThan", "2", "1")
	matches("StringEqualsIgnoreCase", "A", "a")
}

test_each_family_can_fail_to_match if {
	not matches("ArnLike", "a:b:c:d:x:f", "a:b:c:d:e:*")
	not matches("BinaryEquals", "QQ==", "QUI=")
	not matches("Bool", "false", "TRUE")
	not matches("DateLessThan", "1", "1")
	not matches("IpAddress", "203.0.114.10", "203.0.113.0/24")
	not matches("NumericGreaterThan", "1", "1")
	not matches("StringEqualsIgnoreCase", "B", "a")
}

test_numbers_and_dates_can_be_read_or_not if {
	operators.readable("numeric", "1")
	not operators.readable("numeric", "one")
	operators.readable("date", "2026")
	not operators.readable("date", "soon")
}

test_the_operators_with_wildcards_have_patterns if {
	operators.is_pattern("ArnEquals")
	operators.is_pattern("ArnLike")
	operators.is_pattern("StringLike")
	not operators.is_pattern("StringEquals")
}

# A policy value, and a request value that it matches, for each positive operator.
matching_values := {
	"ArnEquals": ["a:b:c:d:e:*", "a:b:c:d:e:f"],
	"ArnLike": ["a:b:c:d:e:*", "a:b:c:d:e:f"],
	"BinaryEquals": ["QQ==", "QQ=="],
	"Bool": ["true", "true"],
	"DateEquals": ["2026", "2026"],
	"DateGreaterThan": ["2026", "2027"],
	"DateGreaterThanEquals": ["2026", "2026"],
	"DateLessThan": ["2026", "2025"],
	"DateLessThanEquals": ["2026", "2026"],
	"IpAddress": ["203.0.113.0/24", "203.0.113.10"],
	"NumericEquals": ["1", "1"],
	"NumericGreaterThan": ["1", "2"],
	"NumericGreaterThanEquals": ["1", "1"],
	"NumericLessThan": ["2", "1"],
	"NumericLessThanEquals": ["1", "1"],
	"StringEquals": ["a", "a"],
	"StringEqualsIgnoreCase": ["a", "A"],
	"StringLike": ["a*", "ab"],
}

test_every_operator_of_the_data_is_dispatched_and_no_other if {
	positive := {name | some name, operator in operators.table; not operator.negates}
	object.keys(matching_values) == positive - {"Null"} # Null has no operand: iam.conditions decides it
	every name, values in matching_values {
		matches(name, values[1], values[0])
	}
}

test_an_operator_that_only_the_data_has_is_not_dispatched if {
	unknown := {"StringMatches": {"family": "string", "wildcards": false, "if_exists": true, "sets": true}}
	not operators.operand("StringMatches", "a") with operators.table as unknown
}

test_an_operator_that_the_data_lacks_is_not_dispatched if {
	every name, values in matching_values {
		not is_dispatched_without(name, values)
	}
}

is_dispatched_without(name, values) if {
	matches(name, values[1], values[0]) with operators.table as object.remove(operators.table, [name])
}
