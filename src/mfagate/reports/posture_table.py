"""The posture as reports show it: its rows and columns with their labels, and the cells of a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.findings.report import Report, SubjectReport

ROWS: Mapping[str, tuple[str, str]] = {
    "console-without-mfa": ("console", "no MFA"),
    "console-with-mfa": ("console", "MFA"),
    "api-key": ("access", "key"),
    "session-without-mfa": ("session", "no MFA"),
    "session-with-mfa": ("session", "MFA"),
    "role-session": ("role", "session"),
    "federated": ("feder-", "ated"),
    "forwarded-from-api-key": ("service", "for a key"),
    "ecr-from-api-key": ("docker", "by a key"),
}
"""The rows of the posture, each with the two lines that head its column."""

COLUMNS = ("services", "identity")

NOTHING = "-"
"""The state of a cell that judges no request at all."""


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


def row_label(row: str) -> str:
    """Return the name of a row in words: `access key`."""
    return re.sub(r"- (?=ated)", "", " ".join(ROWS[row]))


def cells(report: Report, one: SubjectReport, column: str) -> Iterator[Cell]:
    """Give the cells of a judged subject in one column, row by row."""
    judged: Mapping[str, Any] = one.report or {}
    required = report.required.get(one.subject.profile, {}).get("rows", {})
    violated = {(finding.evidence.get("row"), finding.evidence.get("column")) for finding in one.findings}
    for row in ROWS:
        requests = judged["cells"][row][column]
        yield Cell(
            row=row,
            column=column,
            state=judged["posture"][row][column] if requests["judges"] else NOTHING,
            required=required.get(row, {}).get(column),
            violated=(row, column) in violated,
            requests=requests,
        )
