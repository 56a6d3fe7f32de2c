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

test_a_negated_operator_negates_a_positive_one_of_its_family if {
	negated := {name: operator | some name, operator in operators.table; operator.negates}
	count(negated) == 8
	every operator in negated {
		positive := operators.table[operator.negates]
		positive.family == operator.family
		positive.wildcards == operator.wildcards
		not positive.negates
	}
}

test_every_name_of_the_data_has_its_parts if {
	# Null has no IfExists.
	count(operators.names) == (count(operators.table) * 6) - 3
	{operators.parsed(name).set | some name in operators.names} == {"none", "all", "any"}
	{operators.parsed(name).family | some name in operators.names} == object.keys(operators.families)
}

test_an_operator_without_set_or_if_exists_has_one_name if {
	bare := {"Odd": {"family": "bool", "wildcards": false, "if_exists": false, "sets": false}}
	operators.names == {"Odd"} with operators.table as bare
}

test_only_texts_and_arns_take_variables if {
	{family | some family, _ in operators.families; operators.takes_variables(family)} == {"arn", "string"}
}

test_every_name_that_may_be_written_has_its_parts if {
	object.keys({name: operators.parsed(name) | some name in operators.names}) == operators.names
	not "NullIfExists" in operators.names
	{"Bool", "ForAnyValue:StringNotLikeIfExists", "ForAllValues:Null"} - operators.names == set()
}
