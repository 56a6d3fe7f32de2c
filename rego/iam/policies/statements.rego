package iam.policies

# A value or an array of values, as an array.
listed(value) := value if {
	is_array(value)
} else := [value]

# The statements of a document with the pointer to each; one statement need not stand in an array.
raw_statements(document) := [{
	"value": value,
	"index": index,
	"pointer": sprintf("%s/Statement/%d", [document.pointer, index]),
} |
	some index, value in document.value.Statement
] if {
	is_array(document.value.Statement)
} else := [{
	"value": document.value.Statement,
	"index": 0,
	"pointer": sprintf("%s/Statement", [document.pointer]),
}]

statements := [statement |
	some document in documents
	some raw in raw_statements(document)
	statement := {
		"type": document.type,
		"level": document.level,
		"effect": raw.value.Effect,
		"where": {
			"policy": document.label,
			"statement": raw.index,
			"sid": object.get(raw.value, "Sid", null),
			"effect": raw.value.Effect,
		},
		"variables": object.get(document.value, "Version", "2008-10-17") == "2012-10-17",
		"value": raw.value,
	}
]

denies := {id | some id, statement in statements; statement.effect == "Deny"}

allows := {id | some id, statement in statements; statement.effect == "Allow"}

of_type[type] := {id | some id, statement in statements; statement.type == type} if {
	some type in ["identity", "resource", "boundary", "session", "scp", "rcp"]
}

of_level[level] := {id | some id, statement in statements; statement.level == level} if {
	some level in array.concat(levels("scp"), levels("rcp"))
}

# The statements' own elements. Actions are compared without case, and variables are not used in them.
action_patterns(statement) := {lower(pattern) | some pattern in element(statement, "Action")}

resource_patterns(statement) := {[statement.type, statement.variables, pattern] |
	some pattern in element(statement, "Resource")
}

# An element or its Not form: a statement has one of them at the most.
element(statement, name) := array.concat(
	listed(object.get(statement.value, name, [])),
	listed(object.get(statement.value, concat("", ["Not", name]), [])),
)

has(statement, name) := name in object.keys(statement.value)

# Trust policies, ECR repository policies and the like name no resource: theirs is the one that they
# are attached to.
names_resource(statement) := "Resource" in {trim_prefix(name, "Not") | some name, _ in statement.value}

names_principal(statement) := "Principal" in {trim_prefix(name, "Not") | some name, _ in statement.value}

# The clauses of a statement's conditions.
clauses(statement) := {[operator, lower(key), [text(value) | some value in listed(values)], statement.variables, key] |
	some operator, keys in object.get(statement.value, "Condition", {})
	some key, values in keys
}

# JSON booleans and numbers stand for their text.
text(value) := value if is_string(value)

text(value) := json.marshal(value) if is_boolean(value)

text(value) := format_int(value, 10) if {
	is_number(value)
	value == floor(value)
}

text(value) := json.marshal(value) if {
	is_number(value)
	value != floor(value)
}
