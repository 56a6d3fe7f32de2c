"""The statements that a finding rests on: what a waiver that names a Sid, and a baseline, are held to.

A cell of the posture may be open by three statements, and a finding points to one of them. Which statements
decided is what the rules answered; here they are only gathered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.findings.places import sid_at, statement_path, told_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mfagate.parsing import Json
    from mfagate.subjects.model import Subject

_NAMED = re.compile(r"\b([a-z]+(?:\[[0-9]+\])*) statement ([0-9]+)\b")


@dataclass(frozen=True)
class Cause:
    """A statement that a finding rests on: where it stands, and what it says."""

    file: str
    line: int
    sid: str | None
    told: Json


def causes_at(subject: Subject, wheres: Iterable[Mapping[str, Any]]) -> tuple[Cause, ...]:
    """Return the statements of the subject's own documents that labels and numbers stand for, each once."""
    found = {}
    for where in wheres:
        document, number = subject.parts.get(where.get("policy") or ""), where.get("statement")
        if document is None or number not in range(document.statement_count):
            continue
        path = statement_path(document, number, [])
        line = document.positions.at(path).line
        cause = Cause(document.file, line, sid_at(document, path), told_at(document, path))
        found[where["policy"], where["statement"]] = cause
    return tuple(found.values())


def decided(found: Mapping[str, Any], deciding: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Give what a rule's finding rests on beside its place: what decided its cell, and a path's steps."""
    evidence = found.get("evidence", {})
    for cell in deciding:
        if [cell["row"], cell["column"]] == [evidence.get("row"), evidence.get("column")]:
            yield from cell["by"]
    steps = evidence.get("steps")
    for step in steps if isinstance(steps, list) else ():
        yield from _named_in(step.get("why") if isinstance(step, dict) else None)


def _named_in(reason: object) -> Iterator[Mapping[str, Any]]:
    """Give the statements that a reason names, such as `allowed by identity[0] statement 4 (Sid)`."""
    for label, number in _NAMED.findall(reason) if isinstance(reason, str) else ():
        yield {"policy": label, "statement": int(number)}
