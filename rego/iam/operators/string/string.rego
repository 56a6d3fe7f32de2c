# METADATA
# title: String operators
package iam.operators.string

import data.iam.patterns

# StringEquals is exact, and `*` is literal in it; StringEqualsIgnoreCase folds case; StringLike takes
# `*` and `?`, with case.
operand("StringEquals", text) := text

operand("StringEqualsIgnoreCase", text) := lower(text)

operand("StringLike", text) := patterns.whole(patterns.wild(text))

matches("StringEquals", value, wanted) if value == wanted

matches("StringEqualsIgnoreCase", value, wanted) if lower(value) == wanted

matches("StringLike", value, wanted) if regex.match(wanted, value)
