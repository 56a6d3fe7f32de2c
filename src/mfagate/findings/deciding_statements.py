"""The statements that a finding rests on: waivers that name a Sid, and baselines, cover exactly these.

Three statements may open one cell of the posture, and a finding points to one of them. The rules answer
which statements decided; here they are only gathered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.findings.places import sid_at, statement_at, statement_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mfagate.parsing import Json
    from mfagate.subjects.model import Subject


@dataclass(frozen=True)
class DecidingStatement:
    """A statement that a finding rests on: its place, and its text as it is read."""

    file: str
    line: int
    sid: str | None
    statement: Json


def statements_named(subject: Subject, labels: Iterable[Mapping[str, Any]]) -> tuple[DecidingStatement, ...]:
    """Return the statements of the subject's own documents that labels and numbers stand for, each once."""
    found = {}
    for label in labels:
        document, number = subject.parts.get(label.get("policy") or ""), label.get("statement")
        if document is None or number not in range(document.statement_count):
            continue
        path = statement_path(document, number, [])
        line = document.positions.at(path).line
        one = DecidingStatement(document.file, line, sid_at(document, path), statement_at(document, path))
        found[label["policy"], label["statement"]] = one
    return tuple(found.values())


def labels_in(found: Mapping[str, Any], deciding: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Give the labels of what a rule's finding rests on: what decided its cell, and the steps of its path."""
    evidence = found.get("evidence", {})
    for cell in deciding:
        if [cell["row"], cell["column"]] == [evidence.get("row"), evidence.get("column")]:
            yield from cell["by"]
    steps = evidence.get("steps")
    for step in steps if isinstance(steps, list) else ():
        yield from _labels_of(step)


def _labels_of(step: Json) -> Iterator[Mapping[str, Any]]:
    """Give the statements that allow a step; an own rule's evidence may have any shape."""
    by = step.get("by") if isinstance(step, dict) else None
    for one in by if isinstance(by, list) else ():
        if isinstance(one, dict) and isinstance(one.get("policy"), str):
            yield one
