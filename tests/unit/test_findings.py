"""Findings: what a rule, a scenario or the structure check says of a place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from mfagate.findings._fingerprints import with_unique_fingerprints
from mfagate.findings.builders import rule_finding, scenario_finding, structure_findings
from mfagate.findings.places import statement_path
from mfagate.parsing import Position
from mfagate.policy.documents import parse_document
from mfagate.scenarios.model import Case, Scenario
from mfagate.subjects.model import Subject

TEXT = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "One", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
    {"Sid": "", "Effect": "Deny", "Action": ["a:b", "c:d"], "Resource": "*"}
  ]
}
"""
SINGLE = """\
{"Version": "2012-10-17",
 "Statement": {"Sid": "Alone", "Effect": "Deny", "Action": "*", "Resource": "*"}}
"""
SUBJECT = Subject(
    "s",
    {
        "identity[0]": parse_document(TEXT, "a.json", "identity"),
        "boundary[0]": parse_document(SINGLE, "b.json", "boundary"),
    },
)
METADATA = {"known": {"severity": "warning", "remedy": "Mend it."}}


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ({"policy": "identity[0]", "statement": 0}, ("a.json", 4, 5, "One")),
        (
            {"policy": "identity[0]", "statement": 1, "path": ["Action", 1]},
            ("a.json", 5, 53, ""),
        ),
        ({"policy": "identity[0]", "statement": None}, ("a.json", 1, 1, None)),
        ({"policy": "boundary[0]", "statement": 0}, ("b.json", 2, 15, "Alone")),
        ({"policy": "boundary[0]", "statement": 0, "path": ["Effect"]}, ("b.json", 2, 42, "Alone")),
        ({"policy": "identity[7]", "statement": 3}, ("a.json", 1, 1, None)),
        ({"policy": None}, ("a.json", 1, 1, None)),
    ],
)
def test_a_rule_points_to_where_it_looked(
    at: dict[str, Any], place: tuple[str, int, int, str | None]
) -> None:
    """Label, statement and path lead to file, line, column and Sid; without them it is the first document."""
    found = rule_finding(SUBJECT, {"rule": "known", "message": "m", "at": at, "evidence": {"x": 1}}, METADATA)

    assert (found.file, found.line, found.column, found.sid) == place
    assert (found.rule, found.severity, found.message, found.remedy) == ("known", "warning", "m", "Mend it.")
    assert (found.evidence, found.waived) == ({"x": 1}, None)


def test_a_rule_that_says_nothing_of_itself_is_an_error() -> None:
    """Where no severity is known, the finding counts in full."""
    found = rule_finding(SUBJECT, {"rule": "unknown", "message": "m", "at": {}}, METADATA)

    assert (found.severity, found.remedy, found.evidence) == ("error", "", {})


@pytest.mark.parametrize("profile", ["console-only", "strict"])
def test_a_remedy_names_the_profile_that_a_policy_is_to_be_recommended_for(profile: str) -> None:
    """The recommended policy of another profile would break what the subject's profile wants to work."""
    metadata = {"known": {"severity": "error", "remedy": "Use what `mfagate recommend` prints."}}
    subject = replace(SUBJECT, profile=profile)
    rule = {"rule": "known", "message": "m", "at": {"policy": None}}
    found = rule_finding(subject, rule, metadata)
    assert found.remedy == f"Use what `mfagate recommend --profile {profile}` prints."


def test_the_remedy_of_a_finding_stands_for_that_of_its_rule() -> None:
    """What closes this very cell is said of it, not what would in general."""
    rule = {"rule": "known", "message": "m", "at": {"policy": None}, "remedy": "Edit it."}
    assert rule_finding(SUBJECT, rule, METADATA).remedy == "Edit it."


def test_a_finding_on_a_cell_is_known_by_its_statements_not_by_the_path() -> None:
    """Another element of one statement may be the cause for another witness: it is the same finding."""
    cell = {"row": "api-key", "column": "services", "state": "open", "actions": 2}
    at = {"policy": "identity[0]", "statement": 0}
    first, second = (
        rule_finding(
            SUBJECT,
            {"rule": "known", "message": "m", "at": {**at, "path": path}, "evidence": cell},
            METADATA,
        )
        for path in (["Action"], ["Effect"])
    )
    assert first.fingerprint == second.fingerprint


def test_a_finding_is_the_contracts_object() -> None:
    """The JSON report has the ten keys, in this order."""
    found = rule_finding(SUBJECT, {"rule": "known", "message": "m", "at": {}}, METADATA)

    assert json.dumps(found.as_json()) == json.dumps(
        {
            "rule": "known",
            "severity": "warning",
            "message": "m",
            "remedy": "Mend it.",
            "file": "a.json",
            "line": 1,
            "column": 1,
            "sid": None,
            "evidence": {},
            "waived": None,
        }
    )


def case(why: str = "Because.", by: str | None = None) -> Case:
    """Return a case that expects an explicit denial."""
    scenario = Scenario(
        file="a.yaml",
        id="id",
        title="Title",
        why=why,
        credentials=(("api-key", "absent"),),
        request={},
        context={},
        expect={},
        resource_policy=None,
        position=Position(3, 5),
    )
    expect = {"decision": "explicit-deny", **({"by": by} if by else {})}
    return Case("a.yaml::s::id[api-key]", scenario, "s", "api-key", "absent", expect, "default", "api-key")


def test_a_failed_case_points_to_the_statement_that_decided() -> None:
    """The first deciding statement of the subject's own documents is the place; an assumed one is none."""
    result = {
        "decision": "Allowed",
        "reason": "r",
        "request": {"action": "a:b", "resource": "x"},
        "by": [
            {"policy": "identity[1]", "statement": 0, "effect": "Allow"},
            {"policy": "boundary[0]", "statement": 0, "sid": "Alone", "effect": "Allow"},
        ],
    }

    found = scenario_finding(SUBJECT, case(by="Guard"), result)

    assert (found.file, found.line, found.column, found.sid) == ("b.json", 2, 15, "Alone")
    assert found.message == "Title, api-key: expected explicit-deny by Guard, got allow"
    remedy = "Alone (b.json:2) allows it: narrow the grant, or add a Deny."
    assert (found.rule, found.severity, found.remedy) == ("scenario", "error", remedy)
    assert found.evidence == {
        "case": "a.yaml::s::id[api-key]",
        "action": "a:b",
        "resource": "x",
        "reason": "r",
        "why": "Because.",
    }


@pytest.mark.parametrize(
    "other",
    [
        {"request": {"action": "iam:CreateUser"}},
        {"context": {"aws:SourceIp": "203.0.113.7"}},
        {"id": "other"},
        {"file": "b.yaml"},
    ],
)
def test_a_scenario_that_asks_something_else_is_another_finding(other: dict[str, Any]) -> None:
    """What a baseline recorded is not what the scenario asks now, though the same statement decides."""
    result = {"decision": "Allowed", "by": [{"policy": "identity[0]", "statement": 0, "effect": "Allow"}]}
    one = case()
    changed = replace(one, scenario=replace(one.scenario, **other))
    known = scenario_finding(SUBJECT, one, result).fingerprint
    reworded = replace(one, scenario=replace(one.scenario, title="In other words", why="Anyway."))
    assert scenario_finding(SUBJECT, changed, result).fingerprint != known
    assert scenario_finding(SUBJECT, case(by="Guard"), result).fingerprint != known
    assert scenario_finding(SUBJECT, reworded, result).fingerprint == known


def test_a_case_that_could_not_be_judged_is_a_finding_too() -> None:
    """An error stands in the place of the decision, and what is not there is null."""
    result = {"error": {"message": "no such thing", "where": "/request"}}

    found = scenario_finding(SUBJECT, case(why=""), result)

    assert found.message == "Title, api-key: expected explicit-deny, got error: no such thing"
    assert found.remedy == "Replace what the message names with a form that AWS documents."
    assert found.evidence == {
        "case": "a.yaml::s::id[api-key]",
        "action": None,
        "resource": None,
        "reason": None,
    }
    assert (found.file, found.line, found.column) == ("a.json", 1, 1)


def test_every_error_of_structure_is_a_finding() -> None:
    """A document that IAM refuses gives one finding an error, and a good one gives none."""
    broken = parse_document(TEXT.replace('"Allow"', '"allow"').replace('"c:d"', "5"), "c.json", "identity")

    found = structure_findings(broken)

    assert [(one.rule, one.severity, one.file, one.line, one.column) for one in found] == [
        ("structure", "error", "c.json", 4, 30),
        ("structure", "error", "c.json", 5, 53),
    ]
    assert [one.message.partition(":")[0] for one in found] == [
        "$.Statement[0].Effect",
        "$.Statement[1].Action[1]",
    ]
    assert structure_findings(SUBJECT.parts["boundary[0]"]) == []


def test_a_statement_need_not_stand_in_a_list() -> None:
    """The path leads to the statement as the document has it."""
    listed, alone = SUBJECT.parts.values()

    assert statement_path(listed, 1, ["Action", 0]) == ("Statement", 1, "Action", 0)
    assert statement_path(alone, 0, ["Action"]) == ("Statement", "Action")
    assert statement_path(listed, None, ["Action"]) == ()


def test_findings_sort_by_place_then_rule_then_message() -> None:
    """The order of a report does not depend on the order in which rules ran."""
    places = [{"policy": "boundary[0]", "statement": 0}, {"policy": "identity[0]", "statement": 1}, {}]
    found = [
        rule_finding(SUBJECT, {"rule": rule, "message": message, "at": at}, METADATA)
        for at in places
        for rule, message in (("b", "1"), ("a", "2"), ("a", "1"))
    ]

    ordered = sorted(found, key=lambda one: one.sort_key())

    assert [(one.file, one.line, one.rule, one.message) for one in ordered] == [
        (file, line, rule, message)
        for file, line in (("a.json", 1), ("a.json", 5), ("b.json", 2))
        for rule, message in (("a", "1"), ("a", "2"), ("b", "1"))
    ]


def _fingerprint(text: str, rule: str = "known", **at: object) -> str:
    subject = Subject("s", {"identity[0]": parse_document(text, "a.json", "identity")})
    where = {"policy": "identity[0]", "statement": 0, **at}
    return rule_finding(subject, {"rule": rule, "message": "m", "at": where}, METADATA).fingerprint


def test_a_fingerprint_stays_when_lines_move() -> None:
    """The same statement further down, and with its members in another order, is known again."""
    moved = TEXT.replace('"Version"', '\n\n"Version"').replace(
        '"Action": "s3:*", "Resource": "*"', '"Resource": "*",\n"Action": "s3:*"'
    )
    assert _fingerprint(moved) == _fingerprint(TEXT)
    assert re.fullmatch("[0-9a-f]{32}", _fingerprint(TEXT))


def test_a_fingerprint_is_another_where_anything_else_is() -> None:
    """Another statement, another text of it, another rule or another place in it: another finding."""
    changed = TEXT.replace("s3:*", "s3:Get*")
    reported = [
        _fingerprint(TEXT),
        _fingerprint(TEXT, statement=1),
        _fingerprint(TEXT, statement=None),
        _fingerprint(TEXT, rule="other"),
        _fingerprint(TEXT, path=["Action"]),
        _fingerprint(changed),
    ]
    assert len(set(reported)) == len(reported)


def test_a_fingerprint_does_not_depend_on_where_mfagate_was_started() -> None:
    """A file is shown as a path from the working directory; only its name counts."""
    found = {"rule": "known", "message": "m", "at": {"policy": "identity[0]", "statement": 0}}
    here, there, renamed = (
        rule_finding(Subject("s", {"identity[0]": parse_document(TEXT, file, "identity")}), found, METADATA)
        for file in ("policies/a.json", "C:\\work\\policies\\a.json", "policies/b.json")
    )

    assert here.fingerprint == there.fingerprint
    assert here.fingerprint != renamed.fingerprint


def test_findings_of_the_same_are_distinguished() -> None:
    """The second of two findings with one fingerprint gets another, the same in every run."""
    finding = structure_findings(parse_document("{", "a.json"))[0]
    first, second, third = (one.fingerprint for one in with_unique_fingerprints([finding] * 3))
    assert first == finding.fingerprint
    assert len({first, second, third}) == 3
    assert [one.fingerprint for one in with_unique_fingerprints([finding] * 3)] == [first, second, third]


def test_a_fingerprint_is_another_where_the_cell_lets_more_through() -> None:
    """The same statement may be the witness of a cell that has become worse."""

    def known(actions: int, state: str = "partial") -> str:
        evidence = {"row": "api-key", "column": "services", "state": state, "actions": actions}
        where = {"policy": "identity[0]", "statement": 0}
        found = {"rule": "known", "message": "m", "at": where, "evidence": evidence}
        return rule_finding(SUBJECT, found, METADATA).fingerprint

    assert known(7) == known(7)
    assert len({known(7), known(8), known(7, "open")}) == 3
