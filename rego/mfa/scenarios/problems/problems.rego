# METADATA
# title: Scenarios that can never be what they ask
# description: >-
#   A scenario is refused where no caller can make its request: an action that no service has, a resource that the
#   action is never requested on, an unknown context key, or a context that contradicts the credential. Otherwise a
#   denial that a misspelt name caused would pass as expected. `unlisted` accepts names newer than the catalogue.
package mfa.scenarios.problems

import data.mfa.catalogue
import data.mfa.keys
import data.mfa.rules.lib.actions

# METADATA
# entrypoint: true
# description: >-
#   The problems of `input.scenarios`. Each has `credentials` (`[id, variant]`), `request`, `context`, `unlisted` and
#   `callers` (`account` and `user` of each subject that it is about). A problem has `scenario` (its position), `at`
#   (the path to what is wrong) and `message`.
found := [{"scenario": index, "at": problem[0], "message": problem[1]} |
	some index, scenario in input.scenarios
	some problem in sort(of(scenario))
]

# The problems of a scenario: [the path, the message].
of(scenario) := ((of_action(scenario) | of_resource(scenario)) | of_keys(scenario)) | of_caller(scenario)

# An action that no service has.
of_action(scenario) := {[["request", "action"], message] |
	not scenario.unlisted
	action := scenario.request.action
	count(actions.templates(action)) == 0
	message := sprintf("no service has %s%s", [action, hint(closest_action(action))])
}

closest_action(action) := actions.suggestion(lower(parts[0]), parts[1]) if parts := split(action, ":")

# A resource that the action is never requested on.
of_resource(scenario) := {[["request", "resource"], message] |
	not scenario.unlisted
	request := scenario.request
	listed := actions.templates(request.action)
	count(listed) > 0
	not is_requested_on(request.action, listed, request.resource)
	message := resource_message(request.action, request.resource, sort(listed - {"*"}))
}

resource_message(action, resource, arns) := sprintf(
	"%s takes no resource, so it is never requested on %s; write \"*\"",
	[action, resource],
) if {
	count(arns) == 0
} else := text if {
	expected := some_of(arns)
	text := {
		true: sprintf("%s is requested on a resource, never on \"*\"; expected %s", [action, expected]),
		false: sprintf("%s is never requested on %s; expected %s", [action, resource, expected]),
	}[resource == "*"]
}

# An unknown context key.
of_keys(scenario) := {[["context", key], message] |
	not scenario.unlisted
	some key, _ in scenario.context
	not keys.is_known(key)
	message := sprintf("%s is an unknown condition key%s", [key, hint(keys.closest(key))])
}

hint(closest) := sprintf("%s if it is newer than the catalogue (%s), add unlisted: true", [
	{true: ";", false: sprintf("; did you mean %s? Otherwise,", [closest])}[closest == ""],
	catalogue.date,
])

# The first three of a list, in words.
some_of(listed) := listed[0] if {
	count(listed) == 1
} else := sprintf("%s or %s", [
	concat(", ", array.slice(listed, 0, min([2, count(listed) - 1]))),
	listed[min([2, count(listed) - 1])],
])
