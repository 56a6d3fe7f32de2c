# METADATA
# title: Condition operators
# description: >-
#   A file for each family: what its policy values become once (`operand`), and whether a request
#   value matches one of them (`matches`). An operator that no file names is refused, never guessed
#   (IAM User Guide, "IAM JSON policy elements: Condition operators").
package iam.operators

# Every operator and its family. A negated one holds when its positive one does not.
families := {
	"ArnEquals": "arn",
	"ArnLike": "arn",
	"BinaryEquals": "binary",
	"Bool": "bool",
	"DateEquals": "date",
	"DateGreaterThan": "date",
	"DateGreaterThanEquals": "date",
	"DateLessThan": "date",
	"DateLessThanEquals": "date",
	"IpAddress": "ip",
	"Null": "null",
	"NumericEquals": "numeric",
	"NumericGreaterThan": "numeric",
	"NumericGreaterThanEquals": "numeric",
	"NumericLessThan": "numeric",
	"NumericLessThanEquals": "numeric",
	"StringEquals": "string",
	"StringEqualsIgnoreCase": "string",
	"StringLike": "string",
}

positives := {
	"ArnNotEquals": "ArnEquals",
	"ArnNotLike": "ArnLike",
	"DateNotEquals": "DateEquals",
	"NotIpAddress": "IpAddress",
	"NumericNotEquals": "NumericEquals",
	"StringNotEquals": "StringEquals",
	"StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
	"StringNotLike": "StringLike",
}

# Families whose policy values may hold policy variables (IAM User Guide, "IAM policy elements:
# Variables and tags").
takes_variables := {"arn", "string"}

# The parts of an operator's name; undefined for a name that IAM does not know. Names are
# case-sensitive at save time.
parsed(name) := {
	"base": positive,
	"family": family,
	"negated": positive != base,
	"set": quantifier(name),
	"if_exists": optional,
} if {
	bare := trim_prefix(trim_prefix(name, "ForAllValues:"), "ForAnyValue:")
	base := trim_suffix(bare, "IfExists")
	positive := object.get(positives, base, base)
	family := families[positive]
	optional := bare != base
	not null_if_exists(base, optional)
	concat("", [prefix(name), bare]) == name
}

# Access Analyzer: "Null with if exists" is an error, and the documentation gives it no meaning.
null_if_exists("Null", true) := true

quantifier(name) := "all" if {
	startswith(name, "ForAllValues:")
} else := "any" if {
	startswith(name, "ForAnyValue:")
} else := "none"

prefix(name) := "ForAllValues:" if {
	startswith(name, "ForAllValues:")
} else := "ForAnyValue:" if {
	startswith(name, "ForAnyValue:")
} else := ""
