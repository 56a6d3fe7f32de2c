package iam.validation

elements := {
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
	"Condition",
}

statement_problems(type, raw) := found if {
	is_object(raw.value)
	found := union({
		element_problems(raw),
		missing_element_problems(type, raw),
		text_problems(raw),
		principal_problems(type, raw),
		condition_problems(raw),
	})
} else := {problem(raw.pointer, "a statement must be an object")}

# Names and effect.
element_problems(raw) := ({problem(sprintf("%s/%s", [raw.pointer, name]), unknown_element(name, elements)) |
	some name, _ in raw.value
	not name in elements
} | {problem(
	sprintf("%s/Effect", [raw.pointer]),
	"Effect must be \"Allow\" or \"Deny\" (case-sensitive)",
) |
	not object.get(raw.value, "Effect", null) in {"Allow", "Deny"}
}) | {problem(sprintf("%s/Sid", [raw.pointer]), "Sid must be a string") |
	not is_string(object.get(raw.value, "Sid", ""))
}

# One of each pair, by policy type.
missing_element_problems(type, raw) := {problem(raw.pointer, message) |
	some element, message in required_elements(type)
	not element in present_elements(raw)
} | {problem(raw.pointer, sprintf("a statement must not have both %s and Not%s", [element, element])) |
	some element in ["Action", "Resource", "Principal"]
	raw.value[element]
	raw.value[concat("", ["Not", element])]
}

present_elements(raw) := {trim_prefix(name, "Not") | some name, _ in raw.value}

required_elements("resource") := {
	"Action": "Policy statement must contain actions.",
	"Principal": "a statement of a resource policy must contain a Principal",
}

required_elements(type) := {
	"Action": "Policy statement must contain actions.",
	"Resource": "Policy statement must contain resources.",
} if {
	type != "resource"
}

# Actions and resources are strings.
text_problems(raw) := {problem(
	sprintf("%s/%s%s", [raw.pointer, name, first_non_string(value)]),
	sprintf("%s must be a string or a non-empty array of strings", [name]),
) |
	some name in ["Action", "NotAction", "Resource", "NotResource"]
	value := raw.value[name]
	not is_texts(value)
}

# Where the first part of an array is that is no string.
first_non_string(value) := sprintf("/%d", [min(odd)]) if {
	is_array(value)
	odd := {index | some index, part in value; not is_string(part)}
	count(odd) > 0
} else := ""

is_texts(value) if is_string(value)

is_texts(value) if {
	is_array(value)
	count(value) > 0
	every part in value {
		is_string(part)
	}
}

# Who: only resource policies (and RCPs, with "*") say so.
principal_problems(type, raw) := (({problem(
	sprintf("%s/%s", [raw.pointer, name]),
	sprintf("a policy of type %s must not have %s", [type, name]),
) |
	some name in ["Principal", "NotPrincipal"]
	name in object.keys(raw.value)
	not type in {"resource", "rcp"}
} | {problem(
	sprintf("%s/%s", [raw.pointer, name]),
	"a principal must be \"*\" or a map from AWS, Service, Federated or CanonicalUser to strings",
) |
	some name in ["Principal", "NotPrincipal"]
	value := raw.value[name]
	not is_principal(value)
}) | {problem(sprintf("%s/NotPrincipal", [raw.pointer]), "NotPrincipal works only with Deny") |
	raw.value.NotPrincipal
	raw.value.Effect == "Allow"
}) | {problem(
	sprintf("%s/%s", [raw.pointer, name]),
	"CanonicalUser cannot be compared with a principal; write its ARN under AWS",
) |
	some name in ["Principal", "NotPrincipal"]
	raw.value.Effect == "Deny"
	raw.value[name].CanonicalUser
}

is_principal("*") := true

is_principal(value) if {
	is_object(value)
	count(value) > 0
	every kind, names in value {
		kind in {"AWS", "Service", "Federated", "CanonicalUser"}
		is_texts(names)
	}
}

unknown_element(name, known) := sprintf("Syntax errors in policy: unknown element %s%s", [name, hint(name, known)])
