package mfa.rules_test

import data.assertions_test as assertions
import data.mfa.rules
import data.mfa.rules.conditions_test
import data.mfa.rules.exemptions_test
import data.mfa.rules.hygiene_test
import data.mfa.rules.lib.testing_test as testing
import data.mfa.rules.resources_test
import data.mfa.rules.trust_test

# The names that are there for an organization's own rules.
test_own_rules_get_the_statements_of_the_subject if {
	policy := testing.identity([testing.allow_all])
	own := rules.own_statements with input as {"subject": policy}
	[statement.value | some statement in own] == [testing.allow_all]
}

test_own_rules_make_findings_on_documents if {
	rules.document_finding("acme-x", {"policy": "identity[0]", "statement": 2, "sid": "S"}, ["Sid"], "m", {"a": 1}) == {
		"rule": "acme-x",
		"message": "m",
		"at": {"policy": "identity[0]", "statement": 2, "path": ["Sid"]},
		"evidence": {"a": 1},
	}
}

test_own_rules_make_findings_on_cells if {
	short := testing.shortfall("api-key", "services", "blocked")
	found := rules.shortfalls([["api-key", "services", "blocked"]]) with data.mfa.profiles.shortfalls as {short}
	found == {short}
	policy := testing.identity([testing.allow_all])
	finding := rules.cell_finding("acme-x", short, "m") with input as {"subject": policy}
	finding.rule == "acme-x"
	finding.evidence.row == "api-key"
}

examples := union({
	conditions_test.examples,
	exemptions_test.examples,
	hygiene_test.examples,
	resources_test.examples,
	trust_test.examples,
})

test_every_example_shows_its_rule if {
	assertions.equals({example.rule | some example in examples; not testing.shows(example)}, set())
}
