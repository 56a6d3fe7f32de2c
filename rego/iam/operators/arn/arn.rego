# METADATA
# title: ARN operators
# description: ArnEquals and ArnLike behave identically, part by part and with wildcards.
package iam.operators.arn

import data.iam.patterns

operand(text) := patterns.arn_like(text)

matches(value, wanted) if regex.match(wanted, value)
