# METADATA
# title: The scenarios, asked of OPA alone
# description: >-
#   `python -m mfagate.cli.export_cases cases.json` writes the expanded matrix, and `opa test rego cases.json`
#   runs every case of it that applies. Without that file the only case here says that nothing was asked; a file
#   that holds no cases fails, and so does a subject of which no case applies.
package mfa.scenarios_test

import data.mfa.scenarios
import data.mfa.scenarios.problems

not_asked := "not asked: data.mfagate_cases was not given"

no_cases := "data.mfagate_cases was given, and holds no cases"

test_every_scenario_comes_out_as_expected[name] if {
	some name, outcome in outcomes
	outcome == "passed"
}

# The outcome of each case that applies, and of each subject of which none does.
outcomes := object.union(
	{id: outcome | some one in answered; some id, outcome in one.outcomes},
	{sprintf("%s: no scenario applies", [subject]): "failed" |
		some subject in {one.subject | some one in answered}
		count([id | some one in answered; one.subject == subject; some id, _ in one.outcomes]) == 0
	},
)

answered := [{"subject": subject, "outcomes": found} |
	some question in questions
	subject := object.get(question.input.subject, "name", "")
	results := scenarios.results with input as question.input
	attributes := question.input.subject
	caller := {"account": object.get(attributes, "account", ""), "user": object.get(attributes, "user", "")}
	found := {case.id: outcome |
		some place, case in question.input.cases
		outcome := outcome_of(results, place, object.union(case, {"callers": [caller]}))
		outcome != "not applicable"
	}
]

outcome_of(results, place, case) := "not to be asked" if {
	credentials := {"credentials": [[case.credential, case.variant]]}
	some _ in problems.of(object.union_n([{"unlisted": false, "context": {}}, case, credentials]))
} else := results[place].outcome if {
	results[place].id == case.id
} else := "missing"

questions := [as_question(not_asked, "allow")] if {
	not data.mfagate_cases
} else := [as_question(no_cases, "no decision at all")] if {
	count([case | some question in data.mfagate_cases; some case in question.input.cases]) == 0
} else := data.mfagate_cases

# A question of one case, which comes out as it is named.
as_question(id, expected) := {"input": {
	"subject": {"policies": {"identity": []}},
	"cases": [{
		"id": id,
		"credential": "api-key",
		"variant": "absent",
		"request": {"action": "sts:GetCallerIdentity", "resource": "*"},
		"expect": {"decision": expected},
	}],
}}
