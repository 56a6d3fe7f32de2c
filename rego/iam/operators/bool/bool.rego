# METADATA
# title: Bool
package iam.operators.bool

# Any text but "true" and "false" never matches.
operand(text) := lower(text) if lower(text) in {"true", "false"}

matches(value, wanted) if lower(value) == wanted
