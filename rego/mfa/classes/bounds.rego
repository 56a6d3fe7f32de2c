package mfa.classes

# How many decisions a proof takes: each class in each context, for each caller, row and state of the MFA flag.
# More than this many take minutes, so fewer contexts, callers and classes are tried, and the proof says so.
decision_limit := 40000

decisions_a_class := 36

class_limit := floor(decision_limit / decisions_a_class)

planned_decisions := (decisions_a_class * (1 + count(callers))) * sum([count(set_overlays[ids]) |
	some key, ids in class_conditions
	key[0] != "exempt"
])

tried_classes := min([count(request_classes), class_limit])

# The other callers are tried where there is room for one context of each.
default tried_callers := []

tried_callers := callers if (decisions_a_class * tried_classes) * (1 + count(callers)) <= decision_limit

# Of each class, where not all are tried.
tried_contexts := combination_limit if {
	planned_decisions <= decision_limit
} else := max([1, floor(decision_limit / per_context)]) if {
	per_context := (decisions_a_class * max([1, tried_classes])) * (1 + count(tried_callers))
}

bound_gaps contains {"why": reason, "statements": set()} if {
	planned_decisions > decision_limit
	reason := sprintf("the policies distinguish requests that take %d decisions; mfagate tries %d", [
		planned_decisions,
		decision_limit,
	])
}
