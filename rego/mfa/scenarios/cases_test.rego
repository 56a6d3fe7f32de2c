# METADATA
# title: The scenarios, asked of OPA alone
# description: >-
#   `python -m mfagate.cli.export_cases cases.json` writes the expanded matrix, and `opa test rego cases.json`
#   runs every case of it. Without that file the only case here says that nothing was asked; a file that
#   holds no cases fails.
package mfa.scenarios_test

import data.mfa.scenarios

not_asked := "not asked: data.mfagate_cases was not given"

no_cases := "data.mfagate_cases was given, and holds no cases"

test_every_scenario_comes_out_as_expected[name] if {
	some question in questions
	results := scenarios.results with input as question.input
	some place, case in question.input.cases
	name := case.id
	results[place].id == name
	results[place].passed
}

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
