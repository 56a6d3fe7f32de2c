"""YAML files of ours: read strictly, held to a schema, and explained in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.exceptions import ConfigError, ScenarioError
from mfagate.parsing import parse_yaml
from mfagate.parsing.schema import check, read_checked

if TYPE_CHECKING:
    from pathlib import Path

SUBJECT = "version: 1\nsubjects:\n  - name: a\n"
SCENARIO = """\
version: 1
scenarios:
  - id: a
    title: A
    credential: api-key
    request: {action: "s3:GetObject", resource: "*"}
    expect: {default: deny}
"""


def test_a_good_file_is_given_with_its_places(tmp_path: Path) -> None:
    """The value and the line and column of its parts are what the reader gives."""
    path = tmp_path / "mfagate.yaml"
    path.write_text("version: 1\nengine: docker\n", encoding="utf-8")

    located = read_checked(path, "mfagate.yaml", "config", ConfigError)

    assert located.value == {"version": 1, "engine": "docker"}
    assert located.positions.at(("engine",)) == (2, 9)


def test_a_file_that_is_not_there_is_an_error_of_the_callers_class(tmp_path: Path) -> None:
    """The caller chooses the class, and so whose fault it is."""
    with pytest.raises(ScenarioError) as raised:
        read_checked(tmp_path / "no.yaml", "no.yaml", "scenario", ScenarioError)

    assert str(raised.value) == "no.yaml: cannot be read: No such file or directory"


def test_what_is_no_yaml_is_reported_with_its_place(tmp_path: Path) -> None:
    """A fault of the reader comes through as one line."""
    path = tmp_path / "mfagate.yaml"
    path.write_text("version: 1\nversion: 1\n", encoding="utf-8")

    with pytest.raises(ConfigError) as raised:
        read_checked(path, "mfagate.yaml", "config", ConfigError)

    assert str(raised.value) == (
        'mfagate.yaml:2:1: the key "version" appears twice (see line 1); keep one of them'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "1:1: $: [] is not a map"),
        ("version: 1\nuser: 5", "2:7: $.user: 5 is not a string"),
        ("version: 1\nuser: ''", "2:7: $.user: must not be empty"),
        ("version: 1\nscenarios: s", '2:12: $.scenarios: "s" is not a list'),
        ("version: 1\naccount: '12'", '2:10: $.account: "12" is not an account number, of 12 digits'),
        (
            "version: 1\naccount: 012345678901",
            "2:10: $.account: 12345678901 is a number; write an account in quotes, "
            'with all 12 digits: "012345678901"',
        ),
        ("version: 1\naccount: 1234567890123", "2:10: $.account: 1234567890123 is not a string"),
        ("version: 1\naccount: true", "2:10: $.account: true is not a string"),
        ("account: '012345678901'", "1:1: $: the key version is missing; write version: 1"),
        (
            "version: 1\nprofiles: {a: {extends: b}}\nsubjects: [{files: [a]}]",
            "3:12: $.subjects[0]: the key name is missing",
        ),
        ("version: 1\nassumptions: {a: 1}", "2:18: $.assumptions.a: 1 is not a string"),
        (f"{SUBJECT}    scp: [[]]", "4:11: $.subjects[0].scp[0]: must not be empty"),
        (f"{SUBJECT}    scp: [x.json]", '4:11: $.subjects[0].scp[0]: "x.json" is not a list'),
        (f"{SUBJECT}    Files: [x.json]", "4:5: $.subjects[0]: unknown key Files; did you mean files?"),
        (
            "version: 1\nengine: " + "x" * 40,
            f"2:9: $.engine: unknown value {'x' * 40}; expected one of auto, binary, docker, embedded, http",
        ),
    ],
)
def test_a_fault_of_a_config_is_reported_in_words(text: str, message: str) -> None:
    """Line, column and path say where, the words say what was expected."""
    with pytest.raises(ConfigError) as raised:
        check(parse_yaml(text, "c"), "c", "config", ConfigError)

    assert str(raised.value) == f"c:{message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "{default: deny}",
            "{default: {api-key: {decision: deny, sid: S}}}",
            '7:50: $.scenarios[0].expect.default["api-key"]: unknown key sid; expected one of by, decision',
        ),
        (
            "{default: deny}",
            "{default: {decision: denied}}",
            "7:34: $.scenarios[0].expect.default.decision: unknown value denied; did you mean deny?",
        ),
        (
            "{default: deny}",
            "{default: 5}",
            "7:23: $.scenarios[0].expect.default: "
            "5 is not one of ['allow', 'deny', 'implicit-deny', 'explicit-deny']",
        ),
        ("{default: deny}", "{default: {}}", "7:23: $.scenarios[0].expect.default: must not be empty"),
        (
            "{default: deny}",
            "deny",
            '7:13: $.scenarios[0].expect: "deny" is not a map; write, for example, {"default": "allow"}',
        ),
        (
            "{default: deny}",
            "{default: {by: S}}",
            "7:28: $.scenarios[0].expect.default.by: unknown value S; "
            "expected one of allow, deny, explicit-deny, implicit-deny",
        ),
        ("api-key", "5", "5:17: $.scenarios[0].credential: 5 is not a string"),
        ("api-key", "[5]", "5:18: $.scenarios[0].credential[0]: 5 is not a string"),
        ("title: A", "title: ''", "4:12: $.scenarios[0].title: must not be empty"),
        ("title: A", "title: true", "4:12: $.scenarios[0].title: true is not a string"),
    ],
)
def test_a_fault_of_a_scenario_is_reported_for_what_was_meant(old: str, new: str, message: str) -> None:
    """Where a value may have several forms, the fault is that of the form that comes nearest."""
    text = SCENARIO.replace(old, new)
    assert text != SCENARIO

    with pytest.raises(ScenarioError) as raised:
        check(parse_yaml(text, "s"), "s", "scenario", ScenarioError)

    assert str(raised.value) == f"s:{message}"


def test_an_unknown_key_is_reported_before_what_it_leaves_missing() -> None:
    """A misspelt key is the cause, the missing key only the effect."""
    with pytest.raises(ScenarioError) as raised:
        check(parse_yaml(SCENARIO.replace("title", "tittle"), "s"), "s", "scenario", ScenarioError)

    assert str(raised.value) == "s:4:5: $.scenarios[0]: unknown key tittle; did you mean title?"


def test_a_missing_key_is_named() -> None:
    """What has to stand there and does not is named, with the place of what lacks it."""
    with pytest.raises(ScenarioError) as raised:
        check(parse_yaml(SCENARIO.replace("    title: A\n", ""), "s"), "s", "scenario", ScenarioError)

    assert str(raised.value) == "s:3:5: $.scenarios[0]: the key title is missing"


def test_a_long_value_is_cut() -> None:
    """A message stays readable whatever stands in the file."""
    with pytest.raises(ConfigError) as raised:
        check(parse_yaml(f"version: 1\nscenarios: {'x' * 90}", "c"), "c", "config", ConfigError)

    assert str(raised.value) == f'c:2:12: $.scenarios: "{"x" * 36}… is not a list'
