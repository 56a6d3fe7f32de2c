package iam.explain

import data.iam.conditions
import data.iam.match
import data.iam.policies
import data.iam.variables

# The statements that nearly applied: all but one element match.
near_misses(index) := [object.union(statement.where, {"failed": failed}) |
	applied := match.decision_keys[index][0]
	some id, statement in policies.statements
	not id in applied
	failed := failures(id, statement, input.requests[index])
	count({failure.element | some failure in failed}) == 1
]

failures(id, statement, request) := array.concat(
	array.concat(
		[action_failure(statement, request) |
			covered := match.by_action[lower(request.action)]
			not id in covered
		],
		[resource_failure(statement, request) |
			covered := match.by_resource[[request.resource, match.contexts[request.context].names]]
			not id in covered
		],
	),
	array.concat(
		[principal_failure(statement, request) |
			meant := match.by_principal[request.principal]
			not id in meant
		],
		[condition_failure(clause, context) |
			context := match.context_of[request.context]
			held := match.clauses_met[object.filter(context, match.condition_keys)]
			some clause in match.statement_clauses[id]
			not clause in held
		],
	),
)

# The `path` of a failure leads from the statement to what failed: an entry of a Not element, a condition's key, or an
# element.
action_failure(statement, request) := {
	"element": element(statement, "Action"),
	"path": element_path(statement, "Action", {index |
		some index, pattern in policies.listed(object.get(statement.value, "NotAction", []))
		lower(request.action) in match.action_hits[lower(pattern)]
	}),
	"why": sprintf("%s %s", [request.action, covering(statement, "Action")]),
}

resource_failure(statement, request) := {
	"element": element(statement, "Resource"),
	"path": element_path(statement, "Resource", {index |
		some index, text in policies.listed(object.get(statement.value, "NotResource", []))
		hits := match.resource_hits[[statement.type, statement.variables, text]]
		[request.resource, match.contexts[request.context].names] in hits
	}),
	"why": sprintf("%s %s%s", [
		request.resource,
		covering(statement, "Resource"),
		unresolved_note(
			[match.tail(pattern[2]) | some pattern in policies.resource_patterns(statement); pattern[1]],
			match.contexts[request.context].names,
		),
	]),
}

principal_failure(statement, request) := {
	"element": element(statement, "Principal"),
	"path": [element(statement, "Principal")],
	"why": sprintf("%s %s %s", [
		request.principal,
		relation(statement, "Principal"),
		listing([named | some meant in policies.element(statement, "Principal"); some named in principals(meant)]),
	]),
}

# What a Principal element lists: "*", or each value with its kind.
principals(meant) := ["*"] if is_string(meant)

principals(meant) := [sprintf("%s %s", [kind, value]) |
	some kind, values in meant
	some value in policies.listed(values)
] if {
	is_object(meant)
}

# A variable without a value makes a text match nothing ("IAM policy elements: Variables and tags").
unresolved_note(texts, context) := "" if {
	count(unresolved(texts, context)) == 0
} else := sprintf("; %s has no value in this request, so the text matches nothing", [
	concat(", ", sort(unresolved(texts, context))),
])

unresolved(texts, context) := {sprintf("${%s}", [expression]) |
	some text in texts
	some expression in variables.expressions(text)
	not variables.value(variables.parsed(expression), context)
}

# The first entry that covers, where the element is an array; else the element.
element_path(statement, positive, indexes) := [element(statement, positive), min(indexes)] if {
	count(indexes) > 0
	is_array(statement.value[element(statement, positive)])
} else := [element(statement, positive)]

element(statement, positive) := concat("", ["Not", positive]) if {
	policies.has(statement, concat("", ["Not", positive]))
} else := positive

relation(statement, positive) := sprintf("is covered by Not%s", [positive]) if {
	policies.has(statement, concat("", ["Not", positive]))
} else := sprintf("is not covered by %s", [positive])

covering(statement, positive) := sprintf("%s %s", [
	relation(statement, positive),
	listing(policies.element(statement, positive)),
])

# At most three values: the whole list stands in the file.
listing(values) := concat(", ", values) if count(values) < 4

listing(values) := sprintf("%s, … (%d values)", [concat(", ", array.slice(values, 0, 3)), count(values)]) if {
	count(values) > 3
}

condition_failure(clause, context) := {
	"element": "Condition",
	"path": ["Condition", clause[0], clause[4]],
	"clause": {
		"operator": clause[0],
		"key": clause[4],
		"values": clause[2],
		"given": conditions.context_values(clause[1], context),
	},
	"why": sprintf("%s %s %s is false: %s%s%s", [
		clause[0], clause[4], operand_text(clause[2]),
		context_text(conditions.context_values(clause[1], context)),
		multiple_values_note(clause[0], conditions.context_values(clause[1], context)),
		unresolved_note([value | clause[3]; some value in clause[2]], context),
	]),
}

# A key with several values needs a set operator ("Missing qualifier", IAM Access Analyzer's policy checks).
multiple_values_note(operator, values) := "; without ForAllValues or ForAnyValue, several values never match" if {
	count(values) > 1
	not startswith(operator, "For")
} else := ""

operand_text([]) := "[]"

operand_text(values) := sprintf("\"%s\"", [values[0]]) if count(values) == 1

operand_text(values) := quoted_list(values, " or ") if count(values) > 1

quoted_list(values, between) := concat(between, [sprintf("\"%s\"", [value]) | some value in values])

context_text([]) := "the key is absent"

context_text(values) := sprintf("the request has \"%s\"", [values[0]]) if count(values) == 1

context_text(values) := sprintf("the request has %s", [quoted_list(values, ", ")]) if count(values) > 1
