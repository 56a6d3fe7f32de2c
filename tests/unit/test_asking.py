"""Subjects that differ only in their names are asked about once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.asking import Asking
from mfagate.documents import parse_document
from mfagate.engines import Engine, EngineInfo
from mfagate.subjects import Subject
from mfagate.suite import suite_with

if TYPE_CHECKING:
    from typing_extensions import Self

    from mfagate.positions import Json

REPORT = dict.fromkeys(
    ("assume", "profile", "posture", "cells", "enrolment", "findings", "decisions", "depends", "refused"), ()
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
    asking = Asking(engine, suite_with(), {})
    assert asking.about(subject("a"), []) == asking.about(other, [])
    assert engine.asked == questions
