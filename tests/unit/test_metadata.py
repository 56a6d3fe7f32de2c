"""What rules say of themselves, read from their METADATA comments."""

from __future__ import annotations

import pytest

from mfagate.exceptions import EngineError
from mfagate.suite.rule_catalogue import all_rules, metadata_of
from mfagate.suite.rule_metadata import SEVERITIES, rule_metadata
from mfagate.suite.shipped import shipped_suite

RULE = """\
package mfa.rules

# METADATA
# title: A title
# description: >-
#   Two lines
#   in one.
# custom:
#   id: a-rule
#   severity: warning
#   remedy: >-
#     Mend it.
#   sources:
#     - Some page
findings contains 1

# METADATA
# title: A helper, which has no id
helper := 1
"""


def test_a_rule_with_an_id_is_read() -> None:
    """Title, description, severity, remedy and sources are given by id; a rule without an id is not one."""
    assert rule_metadata({"a.rego": RULE}) == {
        "a-rule": {
            "id": "a-rule",
            "title": "A title",
            "description": "Two lines in one.",
            "severity": "warning",
            "remedy": "Mend it.",
            "sources": ["Some page"],
            "waivable": True,
        }
    }


def test_what_is_not_said_has_a_default() -> None:
    """A rule that says only its id is an error, and has no words."""
    text = "# METADATA\n# custom:\n#   id: bare\nx := 1\n"

    assert rule_metadata({"a.rego": text}) == {
        "bare": {
            "id": "bare",
            "title": "",
            "description": "",
            "severity": "error",
            "remedy": "",
            "sources": [],
            "waivable": True,
        }
    }


@pytest.mark.parametrize(
    "text", ["", "package a\n", "# METADATA\nx := 1\n", "# METADATA\n# - list\nx := 1\n"]
)
def test_a_module_may_say_nothing(text: str) -> None:
    """A module without metadata, or with metadata that is no map, has no rules to tell of."""
    assert rule_metadata({"a.rego": text}) == {}


def test_one_id_is_one_rule() -> None:
    """Two rules with one id could not be told apart in a report."""
    with pytest.raises(EngineError) as raised:
        rule_metadata({"a.rego": RULE, "b.rego": RULE})

    assert str(raised.value) == "b.rego: the rule id a-rule is already taken; rename one of them"


def test_a_severity_has_to_be_known() -> None:
    """A misspelt severity would let a finding pass unseen."""
    with pytest.raises(EngineError) as raised:
        rule_metadata({"a.rego": RULE.replace("warning", "warn")})

    assert str(raised.value) == "a.rego:3: severity 'warn' is unknown; expected one of error, warning, note"


def test_metadata_has_to_be_yaml() -> None:
    """What cannot be read is told with its module and line."""
    with pytest.raises(EngineError) as raised:
        rule_metadata({"a.rego": RULE.replace("title: A title", "title: A: title")})

    assert (
        str(raised.value) == "a.rego:3: METADATA is not YAML: mapping values are not allowed in this context"
    )


def test_every_shipped_rule_is_described() -> None:
    """Each rule has a title, a remedy and sources, and a severity that reports know."""
    rules = rule_metadata(shipped_suite()[0])

    assert {"api-key-blocked", "console-without-mfa-allowed", "placeholder-account"} <= rules.keys()
    assert {rule["severity"] for rule in rules.values()} <= set(SEVERITIES)
    assert [name for name, rule in rules.items() if not (rule["title"] and rule["remedy"])] == []


def test_findings_outside_rego_have_the_metadata_of_a_rule() -> None:
    """Each has its own id and the members that a rule has."""
    rules, outside = rule_metadata(shipped_suite()[0]), shipped_suite()[1]["mfa"]["rules"]["outside_rego"]
    members = {"id", "title", "severity", "description", "remedy", "sources", "waivable"}

    assert not outside.keys() & rules.keys()
    assert all_rules().keys() == {*outside, *rules}
    assert {name: set(metadata_of(name)) for name in outside} == dict.fromkeys(outside, members)
    assert {one["severity"] for one in outside.values()} == set(SEVERITIES)
    assert all(one["title"] and one["description"] and one["remedy"] for one in outside.values())
