"""The scheduler: one question for subjects that differ only in their names, several at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import Engine, EngineInfo, open_engine
from mfagate.evaluation.scheduler import Question, Scheduler
from mfagate.exceptions import EngineError
from mfagate.policy.documents import parse_document
from mfagate.subjects.model import Subject
from mfagate.suite.suite import suite_with

if TYPE_CHECKING:
    from typing_extensions import Self

    from mfagate.parsing import Json

REPORT = dict.fromkeys(
    (
        "assume",
        "profile",
        "posture",
        "cells",
        "enrolment",
        "findings",
        "decisions",
        "deciding",
        "depends",
        "refused",
    ),
    (),
)


class Counting(Engine):
    """An engine that gives an empty report and counts how often."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.asked = 0

    def load(self, modules: Any, data: Any) -> None:  # noqa: ANN401
        """Take any rules."""

    def query(self, path: str, value: Any) -> Any:  # noqa: ANN401, ARG002
        """Count, and give the report."""
        self.asked += 1
        return dict(REPORT)

    def info(self) -> EngineInfo:
        """Name itself."""
        return EngineInfo("counting", "0")

    def close(self) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Do nothing."""
        return


def subject(name: str, action: str = "s3:*", **settings: Json) -> Subject:
    """Return a subject of one Allow."""
    statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
    text = json.dumps({"Version": "2012-10-17", "Statement": statement})
    return Subject(name, {"identity[0]": parse_document(text, f"{name}.json", "identity")}, **settings)


@pytest.mark.parametrize(
    ("other", "questions"),
    [
        (subject("b"), 1),
        (subject("b", "ec2:*"), 2),
        (subject("b", user="carol"), 2),
        (subject("b", account="444455556666"), 2),
        (subject("b", profile="strict"), 2),
        (subject("b", assume="allow-all"), 2),
    ],
)
def test_only_the_name_makes_no_difference(other: Subject, questions: int) -> None:
    """What the rules are given decides whether the answer is the same."""
    engine = Counting()
    one, two = Scheduler(engine, suite_with(), {}).answers([(subject("a"), []), (other, [])])
    assert one == two
    assert engine.asked == questions


@pytest.mark.slow
def test_answers_come_in_the_order_of_the_subjects() -> None:
    """What several workers find comes out as if one had found it, each subject begun once."""
    actions = ["s3:*", "iam:*", "ec2:*", "sts:*", "*", "s3:GetObject", "iam:GetUser", "ecr:*", "kms:*"]
    asked: list[Question] = [(subject(action, action), []) for action in actions]
    suite = suite_with()
    begun: list[int] = []
    with open_engine("embedded") as engine:
        suite.load(engine)
        one = Scheduler(engine, suite, {}).answers(asked)
        many = Scheduler(engine, suite, {}, jobs=2).answers(asked, begun.append)
    assert many == one
    assert sorted(begun) == list(range(len(asked)))
    assert len({json.dumps(report) for report, _ in many}) == len(asked)


def test_an_engine_that_cannot_be_doubled_is_asked_in_turn() -> None:
    """Any other engine than ours is asked by one thread, however many jobs there may be."""
    engine = Counting()
    asked: list[Question] = [(subject(f"s{number}", f"s3:Get{number}"), []) for number in range(9)]
    assert len(Scheduler(engine, suite_with(), {}, jobs=4).answers(asked)) == 9
    assert engine.asked == 9


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_is_that_of_the_engine(jobs: int) -> None:
    """What an engine refuses is an error from a worker no less than from the engine itself."""
    asked: list[Question] = [(subject(f"s{number}", f"s3:Get{number}"), []) for number in range(9)]
    suite = replace(suite_with(), modules={"x.rego": "package x"})
    with open_engine("embedded") as engine:
        suite.load(engine)
        with pytest.raises(EngineError, match=r"embedded: data\.mfa\.report\.subject_report is undefined"):
            Scheduler(engine, suite, {}, jobs).answers(asked)
