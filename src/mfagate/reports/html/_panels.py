"""What a cell of the posture rests on: requests, and the statements that decided, as the files have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.findings.places import statement_path
from mfagate.reports._posture_table import NOTHING, cells, columns
from mfagate.reports.html._sources import excerpt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports._posture_table import Cell
    from mfagate.reports.html._sources import Line

MAX_GROUPS = 6
"""The most groups of requests that a panel shows of each side."""


@dataclass(frozen=True)
class Statement:
    """A statement that decided. `place` is empty where it is in no file, `source` where it is shown above."""

    effect: str
    name: str
    place: str = ""
    source: Sequence[Line] = ()


@dataclass(frozen=True)
class Group:
    """Requests that the same statements decided, with one of them as an example."""

    actions: int
    request: Mapping[str, str]
    context: Mapping[str, Any]
    reason: str
    statements: Sequence[Statement]


@dataclass(frozen=True)
class Side:
    """The requests of a cell that were allowed, or those that were denied; `more` actions are not shown."""

    allowed: bool
    groups: Sequence[Group]
    more: int


@dataclass(frozen=True)
class Panel:
    """A cell and the requests that it rests on, those that violate the profile first."""

    cell: Cell
    sides: Sequence[Side]


def panels(report: Report, one: SubjectReport) -> list[Panel]:
    """Return a panel for each cell of a judged subject that judges anything."""
    by_column = [cells(report, one, column) for column in columns()]
    return [
        Panel(cell, _sides(one, cell))
        for row in zip(*by_column, strict=True)
        for cell in row
        if cell.state != NOTHING
    ]


def _sides(one: SubjectReport, cell: Cell) -> list[Side]:
    shown: set[tuple[str, int]] = set()
    order = ("denied", "allowed") if cell.required == "open" else ("allowed", "denied")
    return [_side(one, name, cell.requests[name], shown) for name in order if cell.requests[name]]


def _side(
    one: SubjectReport, name: str, groups: Sequence[Mapping[str, Any]], shown: set[tuple[str, int]]
) -> Side:
    return Side(
        allowed=name == "allowed",
        groups=[_group(one, group, shown) for group in groups[:MAX_GROUPS]],
        more=sum(group["actions"] for group in groups[MAX_GROUPS:]),
    )


def _group(one: SubjectReport, group: Mapping[str, Any], shown: set[tuple[str, int]]) -> Group:
    return Group(
        actions=group["actions"],
        request=group["request"],
        context=dict(sorted(group["context"].items())),
        reason=group["reason"],
        statements=[_statement(one, by, shown) for by in group["by"]],
    )


def _statement(one: SubjectReport, by: Mapping[str, Any], shown: set[tuple[str, int]]) -> Statement:
    name = by["sid"] or f"statement {by['statement']}"
    document = one.subject.parts.get(by["policy"])
    if document is None:
        return Statement(by["effect"], name)
    line = document.positions.at(statement_path(document, by["statement"], [])).line
    place = f"{document.file}:{line}"
    key = (by["policy"], by["statement"])
    if key in shown:
        return Statement(by["effect"], name, place)
    shown.add(key)
    return Statement(by["effect"], name, place, excerpt(document, by["statement"]))
