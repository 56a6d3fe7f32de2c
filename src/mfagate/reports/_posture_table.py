"""The posture as reports show it: its cells, with rows, columns and labels from the rules' data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.findings.report import Report, SubjectReport

NOTHING = "-"
"""The state of a cell that judges no request at all."""


class Row(NamedTuple):
    """The names of a row: in words, and as the two lines that head its column in a narrow table."""

    label: str
    head: tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """A cell of the posture.

    `required` is what the subject's profile requires of it, `requests` are the groups of requests that were
    `allowed` and `denied`, each with the statements that decided.
    """

    row: str
    column: str
    state: str
    required: str | None
    violated: bool
    requests: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The state, with `!` where it violates the profile."""
        return self.state + ("!" if self.violated else "")

    @property
    def label(self) -> str:
        """The name of the row in words."""
        return row_label(self.row)

    @property
    def standing(self) -> str:
        """How the cell compares with the profile: `unmet`, `met`, `free` (not required) or `none`."""
        if self.state == NOTHING:
            return "none"
        if self.violated:
            return "unmet"
        return "free" if self.required is None else "met"


@lru_cache(maxsize=1)
def rows() -> Mapping[str, Row]:
    """Return the rows of the posture by their ids, in the order of every report."""
    table = shipped_suite()[1]["mfa"]["posture"]["table"]["rows"]
    return {row["id"]: Row(row["label"], (row["head"][0], row["head"][1])) for row in table}


@lru_cache(maxsize=1)
def columns() -> tuple[str, ...]:
    """Return the ids of the columns of the posture."""
    return tuple(column["id"] for column in shipped_suite()[1]["mfa"]["posture"]["table"]["columns"])


def row_label(row: str) -> str:
    """Return the name of a row in words: `access key`."""
    return rows()[row].label


def cells(report: Report, one: SubjectReport, column: str) -> Iterator[Cell]:
    """Give the cells of a judged subject in one column, row by row."""
    judged: Mapping[str, Any] = one.report or {}
    required = report.required.get(one.subject.profile, {}).get("rows", {})
    violated = {(finding.evidence.get("row"), finding.evidence.get("column")) for finding in one.findings}
    for row in rows():
        requests = judged["cells"][row][column]
        yield Cell(
            row=row,
            column=column,
            state=judged["posture"][row][column] if requests["judges"] else NOTHING,
            required=required.get(row, {}).get(column),
            violated=(row, column) in violated,
            requests=requests,
        )
