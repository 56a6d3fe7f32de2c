# METADATA
# title: String operators
package iam.operators.string

import data.iam.patterns

# StringEquals is exact, and `*` is literal in it; StringEqualsIgnoreCase folds case; StringLike takes
# `*` and `?`, with case.
operand("StringEquals", text) := text

operand("StringEqualsIgnoreCase", text) := folded(text)

operand("StringLike", text) := patterns.whole(patterns.wild(text))

matches("StringEquals", value, wanted) if value == wanted

matches("StringEqualsIgnoreCase", value, wanted) if folded(value) == wanted

matches("StringLike", value, wanted) if regex.match(wanted, value)

# The few letters whose lower case the engines do not agree on are settled first: the Greek sigma, which has another
# form at the end of a word, and the Turkish I with a dot.
folded(text) := lower(replace(replace(replace(text, "Σ", "σ"), "ς", "σ"), "İ", "i"))
