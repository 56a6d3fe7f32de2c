package iam.explain

import data.iam.conditions
import data.iam.matches
import data.iam.policies
import data.iam.variables

# The statements that nearly applied: all but one element match.
near(index) := [object.union(statement.where, {"failed": failed}) |
	applied := matches.matching[index][0]
	some id, statement in policies.statements
	not id in applied
	failed := failures(id, statement, input.requests[index])
	count({failure.element | some failure in failed}) == 1
]

failures(id, statement, request) := array.concat(
	array.concat(
		[action_failure(statement, request) |
			covered := matches.by_action[lower(request.action)]
			not id in covered
		],
		[resource_failure(statement, request) |
			covered := matches.by_resource[[request.resource, matches.contexts[request.context].names]]
			not id in covered
		],
	),
	array.concat(
		[principal_failure(statement, request) |
			meant := matches.by_principal[request.principal]
			not id in meant
		],
		[condition_failure(clause, context) |
			context := matches.context_of[request.context]
			held := matches.clauses_true[object.filter(context, matches.condition_keys)]
			some clause in matches.statement_clauses[id]
			not clause in held
		],
	),
)

action_failure(statement, request) := {
	"element": element(statement, "Action"),
	"why": sprintf("%s %s", [request.action, covering(statement, "Action")]),
}

resource_failure(statement, request) := {
	"element": element(statement, "Resource"),
	"why": sprintf("%s %s%s", [
		request.resource,
		covering(statement, "Resource"),
		valueless(
			[matches.tail(pattern[2]) | some pattern in policies.resource_patterns(statement); pattern[1]],
			matches.contexts[request.context].names,
		),
	]),
}

principal_failure(statement, request) := {
	"element": element(statement, "Principal"),
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
valueless(texts, context) := "" if {
	count(unfilled(texts, context)) == 0
} else := sprintf("; %s has no value here, and with it the text matches nothing", [
	concat(", ", sort(unfilled(texts, context))),
])

unfilled(texts, context) := {sprintf("${%s}", [expression]) |
	some text in texts
	some expression in variables.expressions(text)
	not variables.value(variables.parsed(expression), context)
}

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
	"why": sprintf("%s %s %s is false: %s%s%s", [
		clause[0], clause[4], wanted(clause[2]),
		found(conditions.given(clause[1], context)),
		several(clause[0], conditions.given(clause[1], context)),
		valueless([value | clause[3]; some value in clause[2]], context),
	]),
}

# A key with several values needs a set operator ("Missing qualifier", IAM Access Analyzer's policy checks).
several(operator, values) := ", and several values never match without ForAllValues or ForAnyValue" if {
	count(values) > 1
	not startswith(operator, "For")
} else := ""

wanted([]) := "[]"

wanted(values) := sprintf("\"%s\"", [values[0]]) if count(values) == 1

wanted(values) := quoted_list(values, " or ") if count(values) > 1

quoted_list(values, between) := concat(between, [sprintf("\"%s\"", [value]) | some value in values])

found([]) := "the key is absent"

found(values) := sprintf("the request has \"%s\"", [values[0]]) if count(values) == 1

found(values) := sprintf("the request has %s", [quoted_list(values, ", ")]) if count(values) > 1
