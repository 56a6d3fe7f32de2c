package iam.operators_test

import data.iam.operators

test_a_plain_name_is_its_own_base if {
	operators.parsed("Bool") == {
		"base": "Bool",
		"family": "bool",
		"negated": false,
		"set": "none",
		"if_exists": false,
	}
}

test_a_negated_name_stands_on_its_positive_one if {
	operators.parsed("StringNotLike") == {
		"base": "StringLike",
		"family": "string",
		"negated": true,
		"set": "none",
		"if_exists": false,
	}
}

test_a_name_has_a_set_operator_before_and_if_exists_after if {
	operators.parsed("ForAllValues:ArnNotEqualsIfExists") == {
		"base": "ArnEquals",
		"family": "arn",
		"negated": true,
		"set": "all",
		"if_exists": true,
	}
	operators.parsed("ForAnyValue:StringEquals") == {
		"base": "StringEquals",
		"family": "string",
		"negated": false,
		"set": "any",
		"if_exists": false,
	}
}

test_null_takes_a_set_operator_and_no_if_exists if {
	operators.parsed("ForAnyValue:Null").family == "null"
	not operators.parsed("NullIfExists")
	not operators.parsed("ForAllValues:NullIfExists")
}

test_case_counts_in_names if {
	not operators.parsed("bool")
	not operators.parsed("forAllValues:Bool")
	not operators.parsed("BoolIfexists")
}

test_a_name_that_does_not_exist_has_no_parts if {
	not operators.parsed("StringMatches")
	not operators.parsed("BoolNotEquals")
	not operators.parsed("ForAnyValue::Bool")
	not operators.parsed("ForAllValues:ForAnyValue:Bool")
	not operators.parsed("BoolIfExistsIfExists")
	not operators.parsed("")
}

test_every_negated_name_stands_on_one_that_exists if {
	every positive in operators.positives {
		operators.families[positive]
	}
}
