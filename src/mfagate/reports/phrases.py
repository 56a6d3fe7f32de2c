"""What several reports tell alike: cells of the posture, the summary, the engine, text made harmless."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.findings.model import Finding
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

# What could end a line, drive a terminal, or show text in another order than it stands in.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Cell:
    """A cell of the posture as reports show it; `state` is `-` where the cell judges no request at all."""

    row: str
    column: str
    state: str
    wanted: str | None
    unmet: bool

    @property
    def text(self) -> str:
        """The state, with `!` where the profile wants otherwise."""
        return self.state + ("!" if self.unmet else "")


def credential(row: str) -> str:
    """Return the name of a row as words: `access key`."""
    return re.sub(r"- (?=ated)", "", " ".join(ROWS[row]))


def cells(report: Report, one: SubjectReport, column: str) -> Iterator[Cell]:
    """Give the cells of a judged subject in one column, row by row."""
    judged: Mapping[str, Any] = one.report or {}
    wanted = report.required.get(one.subject.profile, {}).get("rows", {})
    unmet = {(finding.evidence.get("row"), finding.evidence.get("column")) for finding in one.findings}
    for row in ROWS:
        judges = judged["cells"][row][column]["judges"]
        yield Cell(
            row=row,
            column=column,
            state=judged["posture"][row][column] if judges else "-",
            wanted=wanted.get(row, {}).get(column),
            unmet=(row, column) in unmet,
        )


def assumed(one: SubjectReport) -> str:
    """Say what a subject is judged under: its profile, and `Allow *` where that is assumed beside it."""
    beside = " + Allow *" if (one.report or {}).get("assume") == "allow-all" else ""
    return f"{one.subject.profile}{beside}"


def counts(report: Report) -> str:
    """Return what was counted: subjects, scenarios, findings, and how many of these are accepted."""
    told = report.summary()
    return (
        f"{count(told['subjects'], 'subject')}, {count(told['scenarios'], 'scenario')} "
        f"({told['passed']} passed, {told['failed']} failed), {count(told['findings'], 'finding')}"
        f"{_accepted(report)}"
    )


def _accepted(report: Report) -> str:
    """Say how many findings are waived or in the baseline, where any is."""
    accepted = [finding.waived for finding in report.findings if finding.waived is not None]
    old = sum("baseline" in waived for waived in accepted)
    parts = [(len(accepted) - old, "waived"), (old, "in the baseline")]
    told = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f" ({told})" if told else ""


def told_of(report: Report) -> Iterator[tuple[str, Finding]]:
    """Give every finding with the name of its subject; those about none come last, with `-`.

    What is found of one document under several subjects is given once, with the first and how many more.
    """
    alike: dict[tuple[object, ...], tuple[Finding, dict[str, None]]] = {}
    for one in report.subjects:
        for finding in one.findings:
            _, names = alike.setdefault(seen_as(finding), (finding, {}))
            names[one.subject.name] = None
    for finding, names in alike.values():
        first, *others = names
        yield f"{first} and {len(others)} more" if others else first, finding
    yield from (("-", finding) for finding in report.others)


def seen_as(finding: Finding) -> tuple[object, ...]:
    """Return what a reader sees of a finding: the same twice is told once."""
    at = (finding.file, finding.line, finding.column)
    return (*at, finding.rule, finding.severity, finding.message, finding.sid, waiver(finding))


def engine(report: Report) -> str:
    """Return the name and version of what decided."""
    name, version = report.engine.name, report.engine.version
    return f"regorus {version} (embedded)" if name == "embedded" else f"OPA {version} ({name})"


def count(number: int, what: str) -> str:
    """Return a number and what it counts."""
    return f"{number:d} {what}" if number == 1 else f"{number:d} {what}s"


def place(finding: Finding) -> str:
    """Return where a finding is: `file:line:column`."""
    return f"{finding.file}:{finding.line}:{finding.column}"


def why(finding: Finding) -> str:
    """Return why a scenario that failed matters, as its file says; empty for any other finding."""
    said = finding.evidence.get("why") if finding.rule == "scenario" else None
    return said if isinstance(said, str) else ""


def waiver(finding: Finding) -> str:
    """Say why a finding does not count: its waiver, or the baseline; empty where it counts."""
    if finding.waived is None:
        return ""
    if "baseline" in finding.waived:
        return f"in the baseline {finding.waived['baseline']}"
    until = finding.waived.get("expires", "ever")
    return f"waived until {until} by {finding.waived['owner']}: {finding.waived['reason']}"


def visible(text: str) -> str:
    r"""Return text without what is not seen or does something: a line break becomes `\n`, and so on."""
    return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], text)
