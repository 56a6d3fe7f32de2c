"""What is asked of an engine, and what is not taken for an answer."""

from __future__ import annotations

from typing import Any

import pytest

from mfagate.evaluation.queries import ask_answers, ask_cases, ask_dependence, ask_subject, check_assumptions
from mfagate.exceptions import EngineError, UsageError
from mfagate.parsing import Position
from mfagate.policy.documents import parse_document
from mfagate.scenarios.model import Case, Scenario
from mfagate.subjects.model import Subject

SUBJECT = Subject("s", {"identity[0]": parse_document("{}", "a.json", "identity")})
REPORT = {
    "assume": "nothing",
    "profile": "strict",
    "posture": {},
    "cells": {},
    "enrolment": "possible",
    "findings": [],
    "decisions": 0,
    "deciding": [],
    "depends": [],
    "refused": [],
}


class Canned:
    """Stands for an engine: it answers what it is told to, and keeps what it was asked."""

    def __init__(self, *answers: Any) -> None:  # noqa: ANN401 - whatever an engine may say
        """Answer one after the other."""
        self._answers = list(answers)
        self.asked: list[tuple[str, Any]] = []

    def query(self, path: str, input: Any) -> Any:  # noqa: A002, ANN401 - the engines' protocol
        """Answer."""
        self.asked.append((path, input))
        return self._answers.pop(0)


def engine(*answers: Any) -> Any:  # noqa: ANN401 - it is no whole engine
    """Return an engine with these answers."""
    return Canned(*answers)


def case(name: str, resource_policy: dict[str, Any] | None = None) -> Case:
    """Return a case of a scenario with this policy of the resource."""
    scenario = Scenario(
        file="a.yaml",
        id=name,
        title=name,
        why="",
        credentials=(("api-key", "absent"),),
        request={"action": "s3:GetObject", "resource": "*"},
        context={},
        expect={},
        resource_policy=resource_policy,
        position=Position(1, 1),
    )
    return Case(name, scenario, "s", "api-key", "absent", {"decision": "deny"}, "default", "api-key")


def test_answers_come_in_order() -> None:
    """The question holds policies, requests and assumptions, and the answers are given as they are."""
    answers = [{"decision": "Allowed"}, {"error": {"message": "m", "where": ""}}]
    asked = engine(answers)

    assert ask_answers(asked, {"identity": []}, [{"a": 1}, {"b": 2}], {"x": "y"}, explain=True) == answers
    assert asked.asked == [
        (
            "iam/answers",
            {
                "policies": {"identity": []},
                "requests": [{"a": 1}, {"b": 2}],
                "assumptions": {"x": "y"},
                "explain": True,
            },
        )
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "data.iam.answers: expected 1 answers, got 0"),
        ([{}, {}], "data.iam.answers: expected 1 answers, got 2"),
        (None, "data.iam.answers: expected 1 answers, got no list"),
        ({}, "data.iam.answers: expected 1 answers, got no list"),
        ([{}], "data.iam.answers: an answer has no decision: {}"),
        ([{"decision": "allow"}], "data.iam.answers: an answer has no decision: {'decision': 'allow'}"),
    ],
)
def test_what_is_no_decision_is_never_a_pass(value: object, message: str) -> None:
    """An answer that is missing, or has another word for its decision, is an error of the engine."""
    with pytest.raises(EngineError) as raised:
        ask_answers(engine(value), {}, [{}])

    assert str(raised.value) == message
    assert raised.value.exit_code == 3


@pytest.mark.parametrize("value", [None, [], [[], []]])
def test_dependence_is_reported_for_every_request(value: object) -> None:
    """Neither more nor fewer answers than requests are taken."""
    assert ask_dependence(engine([[]]), {}, [{}], {}) == [[]]
    with pytest.raises(EngineError, match=r"data\.iam\.sensitivity\.by_request: expected 1 answers"):
        ask_dependence(engine(value), {}, [{}], {})


PASSED = {"decision": "Allowed", "outcome": "passed"}


@pytest.mark.parametrize("answer", [{"decision": "Allowed"}, {"decision": "Allowed", "outcome": "skipped"}])
def test_an_answer_without_an_outcome_is_a_fault_of_the_rules(answer: dict[str, Any]) -> None:
    """A case passed, failed or is not applicable; anything else is never a pass."""
    with pytest.raises(EngineError, match="an answer has no outcome: "):
        ask_cases(engine([answer]), SUBJECT, [case("a")], {})


def test_cases_with_one_resource_policy_are_asked_together() -> None:
    """Those with one policy share a question, and the results come in the order of the cases."""
    policy: dict[str, Any] = {"Statement": []}
    results = [
        [{**PASSED, "n": 1}, {**PASSED, "n": 3}],
        [{**PASSED, "n": 2}],
    ]
    asked = engine(*results)

    found = ask_cases(asked, SUBJECT, [case("a"), case("b", policy), case("c")], {"x": "y"})

    assert [one["n"] for one in found] == [1, 2, 3]
    questions = [question for _, question in asked.asked]
    assert [path for path, _ in asked.asked] == ["mfa/scenarios/results", "mfa/scenarios/results"]
    assert [[one["id"] for one in question["cases"]] for question in questions] == [["a", "c"], ["b"]]
    assert [question["policies"] for question in questions] == [{}, {"resource": policy}]
    assert [question["assumptions"] for question in questions] == [{"x": "y"}, {"x": "y"}]


def test_no_cases_ask_nothing() -> None:
    """Without a case there is no question and no result."""
    assert ask_cases(engine(), SUBJECT, [], {}) == []


def test_a_report_has_all_its_parts() -> None:
    """The rules' report comes as it is; one that lacks a part is a fault of the rules."""
    assert ask_subject(engine(REPORT), SUBJECT, {}) == REPORT
    for part in REPORT:
        lacking = {key: value for key, value in REPORT.items() if key != part}
        with pytest.raises(EngineError, match="s: the rules gave no complete report"):
            ask_subject(engine(lacking), SUBJECT, {})
    with pytest.raises(EngineError, match="s: the rules gave no complete report"):
        ask_subject(engine([]), SUBJECT, {})


def test_assumptions_have_to_exist() -> None:
    """A name or a value that the rules do not know is refused with the closest one."""
    options = {"colon-crossing": ["never", "always"]}
    check_assumptions(engine(options), {"colon-crossing": "never"})
    with pytest.raises(UsageError) as name:
        check_assumptions(engine(options), {"colon-crosing": "never"})
    with pytest.raises(UsageError) as value:
        check_assumptions(engine(options), {"colon-crossing": "sometimes"})

    assert str(name.value) == "there is no assumption colon-crosing; did you mean colon-crossing?"
    assert (
        str(value.value) == "the assumption colon-crossing cannot be sometimes; expected one of always, never"
    )


def test_no_assumptions_ask_nothing() -> None:
    """Without an assumption the engine is left alone."""
    asked = engine()

    check_assumptions(asked, {})

    assert asked.asked == []
