"""What a finding rests on: the statements that decided, by what they say and not by where they stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mfagate.findings.builders import rule_finding, structure_findings
from mfagate.findings.deciding_statements import statements_named
from mfagate.findings.places import path_key
from mfagate.policy.documents import parse_document
from mfagate.subjects.model import Subject

ONE = {"Sid": "One", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
TWO = {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}
THREE = {"Sid": "Three", "Effect": "Deny", "Action": "*", "Resource": "*"}
BAD = {"Sid": "Bad", "Effect": "Alow", "Action": "s3:*", "Resource": "*"}


def policy(*statements: dict[str, Any]) -> str:
    """Return the text of a policy, a statement a line."""
    listed = ",\n".join(json.dumps(one) for one in statements)
    return f'{{"Version": "2012-10-17", "Statement": [\n{listed}]}}'


def subject(*statements: dict[str, Any], boundary: dict[str, Any] | None = None) -> Subject:
    """Return a subject with one policy, and a boundary that is no array."""
    parts = {"identity[0]": parse_document(policy(*statements), "p/a.json", "identity")}
    if boundary:
        text = json.dumps({"Version": "2012-10-17", "Statement": boundary})
        parts["boundary[0]"] = parse_document(text, "p/b.json", "boundary")
    return Subject("s", parts)


def found(at: int | None = 0, **evidence: object) -> dict[str, Any]:
    """Return what a rule found at a statement."""
    return {
        "rule": "r",
        "message": "m",
        "at": {"policy": "identity[0]", "statement": at},
        "evidence": evidence,
    }


def cell(*by: tuple[str, int]) -> list[dict[str, Any]]:
    """Return what decided one cell."""
    return [
        {"row": "api-key", "column": "services", "by": [{"policy": one, "statement": at} for one, at in by]}
    ]


def test_causes_are_statements_of_the_subjects_own_documents() -> None:
    """Each once; what is assumed, or is none of its statements, has no place."""
    wheres: list[dict[str, Any]] = [
        {"policy": "identity[0]", "statement": 1},
        {"policy": "boundary[0]", "statement": 0},
        {"policy": "identity[0]", "statement": 1, "sid": "again"},
        {"policy": "identity[1]", "statement": 0},
        {"policy": "identity[0]", "statement": 7},
        {"policy": "identity[0]", "statement": None},
        {"policy": None},
    ]

    causes = statements_named(subject(ONE, TWO, boundary=THREE), wheres)

    assert [(one.file, one.line, one.sid, one.statement) for one in causes] == [
        ("p/a.json", 3, None, TWO),
        ("p/b.json", 1, "Three", THREE),
    ]


def test_a_finding_rests_on_its_place_its_cell_and_its_steps() -> None:
    """Another cell is not its own, and a step names its statement in words."""
    whole = subject(ONE, TWO, boundary=THREE)
    of_cell = rule_finding(
        whole, found(row="api-key", column="services"), {}, cell(("identity[0]", 1), ("boundary[0]", 0))
    )
    of_another = rule_finding(whole, found(row="federated", column="services"), {}, cell(("identity[0]", 1)))
    by = [{"policy": "identity[0]", "statement": 1}, {"policy": "boundary[0]", "statement": 0}]
    steps = [{"by": by}, {}, "x", {"by": "x"}, {"by": ["x", {"policy": []}]}]
    of_path = rule_finding(whole, found(steps=steps), {})
    of_nothing = rule_finding(whole, found(None, steps="x", row=[]), {}, cell(("identity[0]", 1)))

    assert [one.sid for one in of_cell.rests_on] == ["One", None, "Three"]
    assert [one.sid for one in of_another.rests_on] == ["One"]
    assert [one.sid for one in of_path.rests_on] == ["One", None, "Three"]
    assert of_nothing.rests_on == ()


def known(whole: Subject, at: int, *by: int) -> str:
    """Return what a finding about a cell is known by."""
    short = cell(*(("identity[0]", number) for number in by))
    return rule_finding(whole, found(at, row="api-key", column="services"), {}, short).fingerprint


def test_a_finding_is_another_when_any_of_its_causes_is() -> None:
    """And the same when they change places, or another statement does that is no Deny."""
    first = known(subject(ONE, TWO, THREE), 0, 0, 1)

    assert known(subject(THREE, TWO, ONE), 2, 1, 2) == first
    assert known(subject(TWO, {**TWO, "Action": "sqs:*"}, ONE, THREE), 0, 0, 2) == first
    assert known(subject(ONE, TWO, {**THREE, "NotResource": "arn:aws:s3:::a"}), 0, 0, 1) != first
    assert known(subject(TWO, ONE), 0, 0, 1) != first
    assert known(subject(ONE, {**TWO, "Resource": "arn:aws:ec2:*:*:*"}), 0, 0, 1) != first
    assert known(subject(ONE, TWO), 0, 0) != first


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        ("$.Statement[1].Action[0]", [TWO, ".Action[0]"]),
        ("$.Statement[1]", [TWO, ""]),
        ("$.Statement[9].Action", ["$.Statement[9].Action"]),
        ("$.Statement", ["$.Statement"]),
        ("$.Statement[x]", ["$.Statement[x]"]),
        ("$.Statements[1]", ["$.Statements[1]"]),
        ("$.Version", ["$.Version"]),
        ("$", ["$"]),
        ("$.Resources.R.Policy.Statement[1]", ["$.Resources.R.Policy.Statement[1]"]),
    ],
)
def test_a_path_into_a_statement_is_known_by_the_statement(path: str, identity: list[Any]) -> None:
    """Its number is no part of it; a path that leads into none is itself."""
    assert path_key(parse_document(policy(ONE, TWO), "a.json", "identity"), path) == identity


def test_a_lone_statement_is_known_by_itself_too() -> None:
    """It stands in no array; a document that is none, or has no such thing, is known by the path."""
    alone = parse_document(json.dumps({"Version": "2012-10-17", "Statement": BAD}), "a.json", "identity")
    broken = parse_document("{", "a.json", "identity")

    assert path_key(alone, "$.Statement.Effect") == [BAD, ".Effect"]
    assert path_key(alone, "$.Statement[0].Effect") == ["$.Statement[0].Effect"]
    assert path_key(broken, "$.Statement[0]") == ["$.Statement[0]"]


def fingerprints(*statements: dict[str, Any]) -> set[str]:
    """Return what the errors of structure of a policy are known by."""
    document = parse_document(policy(*statements), "a.json", "identity")
    return {one.fingerprint for one in structure_findings(document)}


def test_an_error_of_structure_stays_when_a_statement_comes_before() -> None:
    """It is another when its own statement changes."""
    first = fingerprints(BAD)

    assert len(first) == 1
    assert fingerprints(ONE, TWO, BAD) == first
    assert fingerprints({**BAD, "Action": "ec2:*"}).isdisjoint(first)
