"""What is told about a failed case: the statement that decided, or that nearly did, and what to change."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mfagate.findings._remedies import remedy_of, statements_to_show
from mfagate.parsing import Position
from mfagate.policy.documents import parse_document
from mfagate.scenarios.model import Case, Scenario
from mfagate.subjects.model import Subject

TEXT = json.dumps({"Version": "2012-10-17", "Statement": [{}, {}]}).replace("{}", "\n{}")
SUBJECT = Subject("s", {"identity[0]": parse_document(TEXT, "a.json", "identity")})
SCENARIO = Scenario("a.yaml", "id", "Title", "", (), {}, {}, {}, None, Position(1, 1))


def case(decision: str, by: str | None = None) -> Case:
    """Return a case that expects this."""
    expect = {"decision": decision, **({"by": by} if by else {})}
    return Case("id", SCENARIO, "s", "api-key", "absent", expect, "default", "api-key")


def statement(
    number: int, effect: str, sid: str | None = None, policy: str = "identity[0]"
) -> dict[str, Any]:
    """Return a statement as an answer names it."""
    return {"policy": policy, "statement": number, "sid": sid, "effect": effect}


def nearly(number: int, effect: str, sid: str | None = None) -> dict[str, Any]:
    """Return a statement that did not apply by its condition."""
    return {**statement(number, effect, sid), "failed": [{"element": "Condition", "why": "no"}, {}]}


DENIED = {"decision": "ExplicitlyDenied", "by": [statement(0, "Deny", "Guard")]}
ALLOWED = {"decision": "Allowed", "by": [statement(1, "Allow")]}
ASSUMED = [statement(0, "Allow", "AssumedAllowAll", "identity[1]")]


@pytest.mark.parametrize(
    ("expected", "result", "remedy"),
    [
        (
            case("allow"),
            DENIED,
            "Guard (a.json:2) denies it: exempt what has to work, or narrow the condition.",
        ),
        (
            case("allow"),
            {**DENIED, "by": [statement(0, "Deny", "Guard"), statement(1, "Deny")]},
            "Guard (a.json:2) and the Deny at a.json:3 deny it: "
            "exempt what has to work, or narrow the condition.",
        ),
        (case("deny"), ALLOWED, "The Allow at a.json:3 allows it: narrow the grant, or add a Deny."),
        (
            case("deny"),
            {**ALLOWED, "near": [nearly(0, "Allow"), nearly(0, "Deny", "Guard")]},
            "The Allow at a.json:3 allows it: narrow the grant, or add a Deny. "
            "Guard (a.json:2) does not deny it: Condition: no.",
        ),
        (
            case("deny"),
            {"decision": "Allowed", "by": ASSUMED, "near": [nearly(0, "Deny", "Guard")]},
            "Guard (a.json:2) does not deny it: Condition: no.",
        ),
        (
            case("allow"),
            {"decision": "ImplicitlyDenied", "by": [], "near": [nearly(0, "Deny"), nearly(1, "Allow")]},
            "The Allow at a.json:3 does not allow it: Condition: no.",
        ),
        (
            case("explicit-deny", "Other"),
            DENIED,
            "Decided by Guard (a.json:2), not by Other: change the expectation if that is acceptable.",
        ),
        (
            case("implicit-deny"),
            DENIED,
            "Guard (a.json:2) denies it: exempt what has to work, or narrow the condition.",
        ),
        (case("allow"), {"decision": "ImplicitlyDenied", "by": []}, ""),
        (case("deny"), {"decision": "Allowed", "by": ASSUMED, "near": []}, ""),
        (
            case("allow"),
            {"error": {"message": "m"}},
            "Replace what the message names with a form that AWS documents.",
        ),
    ],
)
def test_a_remedy_names_the_statement(expected: Case, result: dict[str, Any], remedy: str) -> None:
    """With its Sid where it has one; where no statement of a file had a part in it, there is none."""
    assert remedy_of(SUBJECT, expected, result) == remedy


@pytest.mark.parametrize(
    ("result", "numbers"),
    [
        (DENIED, [0]),
        ({**ALLOWED, "near": [nearly(0, "Deny")]}, [1]),
        ({"decision": "Allowed", "by": ASSUMED, "near": [nearly(1, "Deny"), nearly(0, "Deny")]}, [1]),
        ({"decision": "Allowed", "by": ASSUMED, "near": [nearly(1, "Allow")]}, []),
        ({"decision": "ExplicitlyDenied", "by": [], "near": [nearly(1, "Allow")]}, []),
        ({"error": {}}, []),
    ],
)
def test_a_case_points_to_what_decided_or_nearly_did(result: dict[str, Any], numbers: list[int]) -> None:
    """An assumed grant stands nowhere; the guard that should have stopped it does."""
    assert [one["statement"] for one in statements_to_show(SUBJECT, result)] == numbers
