package iam.operators

import data.iam.operators.arn
import data.iam.operators.binary
import data.iam.operators.bool
import data.iam.operators.date
import data.iam.operators.ip
import data.iam.operators.numeric
import data.iam.operators.string

# What a policy value becomes, once, for its operator; undefined for one that can match nothing.
operand(name, text) := operand_of(data.iam.operators.table[name].family, name, text)

operand_of("arn", _, text) := arn.operand(text)

operand_of("binary", _, text) := binary.operand(text)

operand_of("bool", _, text) := bool.operand(text)

operand_of("date", _, text) := date.operand(text)

operand_of("ip", _, text) := ip.operand(text)

operand_of("numeric", _, text) := numeric.operand(text)

operand_of("string", name, text) := string.operand(name, text)

# Whether a request value matches an operand.
matches(clause, value, wanted) if matches_as(clause.family, clause.base, value, wanted)

matches_as("arn", _, value, wanted) if arn.matches(value, wanted)

matches_as("binary", _, value, wanted) if binary.matches(value, wanted)

matches_as("bool", _, value, wanted) if bool.matches(value, wanted)

matches_as("date", base, value, wanted) if date.matches(base, value, wanted)

matches_as("ip", _, value, wanted) if ip.matches(value, wanted)

matches_as("numeric", base, value, wanted) if numeric.matches(base, value, wanted)

matches_as("string", base, value, wanted) if string.matches(base, value, wanted)

# Whether a request value can be compared at all.
readable("numeric", value) if is_array(numeric.number(value))

readable("date", value) if is_array(date.moment(value))

# Operators whose operands are regular expressions: a variable in them is filled in as literal text.
is_pattern(base) if data.iam.operators.table[base].wildcards
