package iam.operators.ip

# A range and its family. A bare address is a range of one.
operand(text) := {"range": cidr, "family": version(text)} if {
	cidr := as_range(text)
	regex.match(`/(0|[1-9][0-9]{0,2})$`, cidr) # the engines read other lengths, such as /08, each its own way
	net.cidr_is_valid(cidr)
}

matches(value, wanted) if {
	not contains(value, "/")
	version(value) == wanted.family
	net.cidr_is_valid(as_range(value))
	net.cidr_contains(wanted.range, value)
}

as_range(text) := text if contains(text, "/")

as_range(text) := concat("", [text, "/32"]) if {
	not contains(text, "/")
	version(text) == 4
}

as_range(text) := concat("", [text, "/128"]) if {
	not contains(text, "/")
	version(text) == 6
}

# Undefined for IPv4 written as IPv6: the engines do not agree on it, so it matches nothing.
version(text) := 6 if {
	contains(text, ":")
	not contains(text, ".")
}

version(text) := 4 if not contains(text, ":")
