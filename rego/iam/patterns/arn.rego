package iam.patterns

# ArnLike and ArnEquals: each of the six parts is compared on its own, so a wildcard in the first five
# stays in its part (IAM User Guide, "IAM JSON policy elements: Condition operators").
# Undefined for a value that is no ARN: it matches nothing.
arn_like(text) := whole(concat(":", array.concat(
	[wild_in_segment(part) | some part in array.slice(parts, 0, 5)],
	[wild(concat(":", array.slice(parts, 5, count(parts))))],
))) if {
	parts := split(text, ":")
	count(parts) > 5
}

# The Resource element (docs/explanation/how-aws-decides.md#resources). `crossing` is the assumption
# "colon-crossing"; `missing` replaces the segments that the pattern leaves out.
resource_like(text, crossing, missing) := concat("", [
	concat(":", array.concat(
		[resource_segment(part, crossing) | some part in array.slice(parts, 0, 5)],
		[wild(concat(":", array.slice(parts, 5, count(parts)))) | count(parts) > 5],
	)),
	missing_tail(parts, missing),
]) if {
	parts := split(text, ":")
}

missing_tail(parts, true) := "(:.*)?" if {
	count(parts) < 6
} else := ""

missing_tail(_, false) := ""

resource_segment(part, "never") := wild_in_segment(part)

resource_segment(part, "always") := wild(part)

# "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the
# colon boundaries" (IAM User Guide, "IAM JSON policy elements: Resource").
resource_segment(part, "last-in-segment") := concat("", [wild_in_segment(trim_suffix(part, "*")), ".*"]) if {
	endswith(part, "*")
} else := wild_in_segment(part)
