# METADATA
# title: Patterns
# description: >-
#   IAM's two wildcards as regular expressions. Every other character is literal, `[` and `.` too
#   (docs/explanation/how-aws-decides.md#actions). Both engines match in linear time, so no pattern can
#   stall them.
package iam.patterns

# The text as a regular expression that matches only it; `*` and `?` are left as they are.
quoted_but_wildcards(text) := regex.replace(text, `[\\.+()|\[\]{}^$]`, `\$0`)

# The text as a regular expression that matches only it.
quoted(text) := regex.replace(text, `[\\.+*?()|\[\]{}^$]`, `\$0`)

# A pattern in which `*` stands for any run of characters and `?` for any one.
wild(text) := replace(replace(quoted_but_wildcards(text), "?", "."), "*", ".*")

# The same inside one segment of an ARN: no wildcard crosses a colon.
wild_in_segment(text) := replace(replace(quoted_but_wildcards(text), "?", "[^:]"), "*", "[^:]*")

has_wildcard(text) if contains(text, "*")

has_wildcard(text) if contains(text, "?")

whole(expression) := concat("", ["(?s)^", expression, "$"])
