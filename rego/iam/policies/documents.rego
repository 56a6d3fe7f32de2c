# METADATA
# title: Policies
# description: >-
#   The documents of one set of policies in a fixed order, each with its type and its label, and their
#   statements as one flat array: a statement's place in it is its id in every match set.
package iam.policies

given := object.get(input, "policies", {})

layer(name) := value if {
	value := given[name]
	value != null
} else := []

# A document: its type, its label in answers, the JSON pointer to it, and its level in SCPs and RCPs.
documents := array.concat(plain_documents, leveled_documents)

plain_documents := [document |
	some type in ["identity", "resource", "boundary", "session"]
	some document in documents_of[type]
]

documents_of[type] := [document |
	some index, value in layer(type)
	document := {
		"type": type,
		"label": sprintf("%s[%d]", [type, index]),
		"pointer": sprintf("/policies/%s/%d", [type, index]),
		"level": type,
		"value": value,
	}
] if {
	some type in ["identity", "boundary", "session"]
}

documents_of["resource"] := [{
	"type": "resource",
	"label": "resource",
	"pointer": "/policies/resource",
	"level": "resource",
	"value": value,
} |
	value := given.resource
	value != null
]

leveled_documents := [document |
	some type in ["scp", "rcp"]
	some level, values in layer(type)
	some index, value in values
	document := {
		"type": type,
		"label": sprintf("%s[%d][%d]", [type, level, index]),
		"pointer": sprintf("/policies/%s/%d/%d", [type, level, index]),
		"level": sprintf("%s[%d]", [type, level]),
		"value": value,
	}
]

# The levels of a type: each must allow.
levels(type) := [sprintf("%s[%d]", [type, level]) | some level, _ in layer(type)]

applies(type) if count(layer(type)) > 0
